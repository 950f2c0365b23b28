import type { Fail } from '../uri-query.js';

/**
 * Whether what comes is heard by its own times (`speed=step`) instead of by the wall's clock.
 *
 * @param speed What a URI says; anything but step throws, as what is still to come has no other speed.
 */
export const isStepped = (speed: string | undefined, fail: Fail): boolean => {
  if (speed === undefined || speed === 'step') return speed === 'step';
  throw fail(`speed is '${speed}'; what comes is heard by the wall's clock, or by its own with speed=step`);
};
