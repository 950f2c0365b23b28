import { isoText } from '../domain/iso-text.js';
import type { EntryBodies } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { PortfolioView } from '../domain/portfolio-view.js';
import { userLine } from './user-line.js';

/** What is still held by a pipeline that is out of the run. */
export const openPositions = (
  portfolio: PortfolioView,
  pipeline: string,
): EntryBodies['halt']['positions'] => {
  const symbols = [...new Set(portfolio.lots(pipeline).map(({ symbol }) => symbol))];
  return symbols.map((symbol) => ({ symbol, quantity: portfolio.position(pipeline, symbol) }));
};

/** A failure in a pipeline's turn as an error with a place; our own kinds already have one. */
export const failureOf = (error: unknown, pipeline: string, at: number): Error => {
  if (error instanceof MillraceError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const facts = {
    pipeline,
    at: isoText(at),
    message: cause.message,
    where: `Look at ${userLine(cause.stack)}.`,
  };
  return new MillraceError('PIPELINE_FAILED', facts, { cause });
};
