import { everyMs, parseEvery } from '../../domain/every.js';
import type { SeriesPlan } from './series-plan.js';

/** The length of parts that are shorter than a day, and so stand in a row; 0 for all others. */
export const stepOf = (from: SeriesPlan['from']): number => {
  if (typeof from === 'string') return 0;
  const unit = parseEvery(from.every)?.unit;
  return unit === 's' || unit === 'm' || unit === 'h' ? everyMs(from.every) : 0;
};
