import type { RecordedOrigin, RunDocument } from './run-result.js';

/** How a run was recorded. */
export const recordedText = ({ mode, segments }: RecordedOrigin): string => {
  const count = segments.length;
  return `${mode === 'paper' ? 'on paper' : 'live'}, in ${count} segment${count === 1 ? '' : 's'}`;
};

/** Whether telling a recording again decides what was decided then. */
export const replayText = ({ decisionHash }: RunDocument['run'], recording: RecordedOrigin): string =>
  recording.replayedDecisionHash === decisionHash
    ? 'it decides the same'
    : 'it decides the same and goes beyond its journal, which ends within an input';
