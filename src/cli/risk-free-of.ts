import type { Config } from '../../config/schema.js';
import type { Coverage } from '../domain/journal.js';
import { meanRate, type RateFrom } from '../report/mean-rate.js';
import { readRates } from './read-rates.js';

/** A year's rate as a fraction, or rates with the day each begins to hold. */
export type RiskFree = number | readonly RateFrom[];

/** What the configuration says of it, its csv read. */
export const riskFreeOf = async ({ report: { riskFree } }: Config): Promise<RiskFree> =>
  typeof riskFree === 'string' ? await readRates(riskFree) : (riskFree ?? 0);

/** The one rate that holds for a run. */
export const riskFreeRate = (riskFree: RiskFree, { from, to }: Coverage): number =>
  typeof riskFree === 'number' ? riskFree : meanRate(riskFree, { from: from ?? 0, to: to ?? 0 });
