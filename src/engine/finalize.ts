import type { WheelParts } from './wheel-parts.js';

/** The broker closes what the rule set wants closed for the statistic's sake; no pipeline hears of it. */
export const finalize = ({
  broker,
  desk,
  marks,
  ownBars,
}: Pick<WheelParts, 'broker' | 'desk' | 'marks' | 'ownBars'>): void => {
  ownBars.setDelivered(true);
  let restated = false;
  for (const answer of broker.finalize()) {
    desk.book(answer, []);
    restated ||= answer.kind !== 'notice';
  }
  marks.close({ restated });
};
