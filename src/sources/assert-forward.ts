import { assert } from '../domain/assert.js';

/** Time goes forward in every source: its door has refused other rows, so a way back is our mistake. */
export const assertForward = (uri: string, before: number, at: number): void => {
  // Every row passes here, so the message is made only where it is needed.
  if (!(at >= before)) assert(false, `${uri} went back from ${before} to ${at}`);
};
