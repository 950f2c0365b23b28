import type { SessionReturns } from '../../../../src/report/html/data/session-returns.js';
import { barRows } from '../../../../src/report/statistics/bar-rows.js';
import { marksOf } from '../../../marks-of.js';

const NONE = barRows(marksOf([]));

/** Sessions of a run with what a test is about, and nothing else. */
export const madeSessions = (fields: Partial<SessionReturns>): SessionReturns => ({
  periodsPerYear: 252,
  dates: [],
  returns: [],
  marketReturns: [],
  marketCloses: new Float64Array(),
  bars: NONE,
  rows: NONE,
  market: null,
  startEquity: 100,
  riskFree: 0,
  ...fields,
});
