import { nearest } from './nearest.js';

/** `; did you mean realistic?` where a candidate is near, else nothing: the end of a sentence. */
export const didYouMean = (name: string, candidates: readonly string[]): string => {
  const near = nearest(name, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
};
