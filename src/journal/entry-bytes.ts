import type { Cause, Entry, MarketRow } from '../domain/journal.js';
import { bodyLines } from './body-lines.js';
import { ascii, LineBytes } from './line-bytes.js';
import { list, plain, record, type Writer } from './writer.js';

/** The decision in an entry, in two pieces: they are good until the next entry is written. */
export interface DecisionBytes {
  readonly head: Buffer;
  readonly rest: Buffer;
}

/** Writes entries, one after the other, as the bytes of their canonical lines. */
export class EntryBytes {
  private readonly whole = new LineBytes();
  private readonly head = new LineBytes();
  /** Where what line and decision share begins. */
  private shared = 0;

  /** The line of an entry, without its newline; good until the next one. */
  line(entry: Entry): Buffer {
    const { whole } = this;
    whole.clear();
    whole.raw(VERSION);
    whole.plain(entry.v);
    whole.raw(SERIAL);
    whole.plain(entry.serial);
    momentOf(entry, whole);
    whole.raw(CAUSES);
    causes(entry.causes, whole);
    this.shared = whole.length;
    rest(entry, whole);
    return whole.from(0);
  }

  /** What the entry whose line was written last says without its place in the journal. */
  decision(entry: Entry): DecisionBytes {
    const { head } = this;
    head.clear();
    head.raw(VERSION);
    head.plain(entry.v);
    momentOf(entry, head);
    return { head: head.from(0), rest: this.whole.from(this.shared) };
  }
}

const VERSION = ascii('{"v":');
const SERIAL = ascii(',"serial":');
const AT = ascii(',"at":');
const KIND = ascii(',"kind":');
const CAUSES = ascii(',"causes":');
const PIPELINE = ascii(',"pipeline":');
const ACCOUNT = ascii(',"account":');
const SYMBOL = ascii(',"symbol":');
const BODY = ascii(',"body":');
const END = ascii('}');

const momentOf = ({ at, kind }: Entry, line: LineBytes): void => {
  line.raw(AT);
  line.plain(at);
  line.raw(KIND);
  line.plain(kind);
};

const rest = (entry: Entry, line: LineBytes): void => {
  line.raw(PIPELINE);
  line.plain(entry.pipeline);
  line.raw(ACCOUNT);
  line.plain(entry.account);
  line.raw(SYMBOL);
  line.plain(entry.symbol);
  line.raw(BODY);
  // The table has the writer of this very kind; the compiler does not follow the kind through the lookup.
  const write = bodyLines[entry.kind] as Writer<Entry['body']>;
  write(entry.body, line);
  line.raw(END);
};

const row = record<MarketRow>({ symbol: plain, kind: plain, at: plain, n: plain });
const entryCause = record<{ readonly entry: number }>({ entry: plain });
const inputCause = record<{ readonly input: number }>({ input: plain });
const timerCause = record<{ readonly timer: number; readonly pipeline: string }>({
  timer: plain,
  pipeline: plain,
});
const rowCause = record<{ readonly row: MarketRow }>({ row });

const causes = list<Cause>((cause, line) => {
  if ('entry' in cause) entryCause(cause, line);
  else if ('input' in cause) inputCause(cause, line);
  else if ('timer' in cause) timerCause(cause, line);
  else rowCause(cause, line);
});
