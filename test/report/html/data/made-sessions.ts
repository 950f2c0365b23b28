import type { SessionReturns } from '../../../../src/report/html/data/session-returns.js';

/** Sessions of a run with what a test is about, and nothing else. */
export const madeSessions = (fields: Partial<SessionReturns>): SessionReturns => ({
  periodsPerYear: 252,
  dates: [],
  returns: [],
  marketReturns: [],
  marketCloses: [],
  bars: [],
  rows: [],
  market: null,
  startEquity: 100,
  riskFree: 0,
  ...fields,
});
