import { basename } from 'node:path';
import { ERRORS } from '../../domain/error-codes.js';
import { isoText } from '../../domain/iso-text.js';
import type { EntryBodies } from '../../domain/journal.js';
import { fill, MillraceError } from '../../domain/millrace-error.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
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
export const failureOf = (error: unknown, pipeline: string, at: number): MillraceError => {
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

/**
 * What happened, as the journal keeps it: of a place in a file the file's own name, because the folders above
 * it are the machine's and would make two hashes of one run.
 */
export const haltMessage = ({ code, facts }: MillraceError): string =>
  fill(ERRORS[code].what, { ...facts, where: basename(String(facts['where'] ?? '')) });
