import type { SweepDocument } from '../../../src/sweep/sweep-document.js';

/** The document of a sweep as text, without what the clock has a part in. */
export const timeless = (json: string): string => {
  const { sweep, ...rest } = JSON.parse(json) as SweepDocument;
  return JSON.stringify({ sweep: { ...sweep, elapsedMs: 0 }, ...rest });
};
