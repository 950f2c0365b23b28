import type { Cause, Entry, MarketRow } from '../domain/journal.js';
import { bodyLines } from './body-lines.js';
import { list, plain, record, type Writer } from './writer.js';

/**
 * The one line of an entry: keys in schema order, ECMAScript numbers, -0 as 0. Journals are these lines,
 * and hashes are taken of them.
 *
 * @throws TypeError where a field is missing, RangeError where a number is not finite: our own mistakes.
 */
export const canonicalLine = (entry: Entry): string => lineWith(entry, rest(entry));

/**
 * What an entry says without its place in the journal: serial and causes count entries of every kind, so a
 * notice more or less would move them although every decision stayed the same.
 */
export const decisionLine = (entry: Entry): string => decisionWith(entry, rest(entry));

/** Both lines of an entry; what they share is written once. */
export const bothLines = (entry: Entry): { readonly line: string; readonly decision: string } => {
  const said = rest(entry);
  return { line: lineWith(entry, said), decision: decisionWith(entry, said) };
};

const lineWith = (entry: Entry, said: string): string =>
  `{"v":${plain(entry.v)},"serial":${plain(entry.serial)},"at":${plain(entry.at)}` +
  `,"kind":${plain(entry.kind)},"causes":${causes(entry.causes)},${said}}`;

const decisionWith = (entry: Entry, said: string): string =>
  `{"v":${plain(entry.v)},"at":${plain(entry.at)},"kind":${plain(entry.kind)},${said}}`;

const rest = (entry: Entry): string => {
  const { pipeline, account, symbol } = entry;
  return (
    `"pipeline":${plain(pipeline)},"account":${plain(account)}` +
    `,"symbol":${plain(symbol)},"body":${bodyText(entry)}`
  );
};

const bodyText = (entry: Entry): string | undefined => {
  // The table has the writer of this very kind; the compiler does not follow the kind through the lookup.
  const write = bodyLines[entry.kind] as Writer<Entry['body']>;
  return write(entry.body);
};

const row = record<MarketRow>({ symbol: plain, kind: plain, at: plain, n: plain });
const entryCause = record<{ readonly entry: number }>({ entry: plain });
const inputCause = record<{ readonly input: number }>({ input: plain });
const timerCause = record<{ readonly timer: number; readonly pipeline: string }>({
  timer: plain,
  pipeline: plain,
});
const rowCause = record<{ readonly row: MarketRow }>({ row });

const causes = list<Cause>((cause) => {
  if ('entry' in cause) return entryCause(cause);
  if ('input' in cause) return inputCause(cause);
  return 'timer' in cause ? timerCause(cause) : rowCause(cause);
});
