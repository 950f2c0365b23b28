import { isoText } from '../../domain/iso-text.js';
import type { Facts } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { Destination } from './plan-feeds.js';
import { streamText } from './series-name.js';

/** What says whether a row is one that a pipeline may act on, and what would fill its orders. */
interface MatchCoverParts {
  /** By symbol the one stream whose rows fill orders. */
  readonly matchOn: Readonly<Record<string, string>>;
  readonly isWarming: (pipeline: string, symbol: string) => boolean;
}

/** Rows of a symbol that pipelines heard one after the other without one of its match stream. */
interface Silence {
  readonly heard: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Fewer in a row may be an illiquid hour. */
const ROWS_MIN = 10;
/** The longest that markets close and prices before and after the session go on: a weekend and two days. */
const CLOSED_MAX_MS = 4 * 86_400_000;

/**
 * Sees to it that rows which fill orders are there where pipelines act. A file of minutes that is shorter
 * than the days beside it would fill nothing outside its range, and no result would show it: such a silence
 * is refused when it has lasted for days, a shorter one is named at the end.
 */
export class MatchCover {
  /** Null where the match stream spoke last. */
  private readonly current = new Map<string, Silence | null>();
  private readonly longest = new Map<string, Silence>();

  constructor(private readonly parts: MatchCoverParts) {}

  /** A row of a symbol's match stream. */
  met(symbol: string): void {
    if (this.current.get(symbol) !== null) this.current.set(symbol, null);
  }

  /** A row of another stream, on its way to those who listen. */
  hear(event: MarketEvent, destinations: readonly Destination[]): void {
    if (event.kind !== 'bar' && event.kind !== 'trade') return;
    const { symbol, at } = event;
    const acts = ({ run, isSmallest }: Destination): boolean =>
      (isSmallest || event.kind === 'trade') && !this.parts.isWarming(run.id, symbol);
    if (!destinations.some(acts)) return;
    const before = this.current.get(symbol);
    const heard = event.kind === 'bar' ? `bars of ${event.every}` : 'trades';
    // The first after a row of the match stream: it may stand for the time of that very row.
    const now = before === null ? { heard, count: 0, first: at, last: at } : later(before, { heard, at });
    this.current.set(symbol, now);
    if (now.count < ROWS_MIN) return;
    if (now.last - now.first > CLOSED_MAX_MS) throw this.refusal(symbol, now);
    if (now.count > (this.longest.get(symbol)?.count ?? 0)) this.longest.set(symbol, now);
  }

  /** The longest silence of each symbol that had one worth a word. */
  silences(): readonly Facts[] {
    return [...this.longest].map(([symbol, silence]) => this.facts(symbol, silence));
  }

  private refusal(symbol: string, silence: Silence): MillraceError {
    const instead = silence.heard === 'trades' ? 'trades' : 'bars';
    return new MillraceError('MATCH_STREAM_SILENT', { ...this.facts(symbol, silence), instead });
  }

  private facts(symbol: string, { heard, count, first, last }: Silence): Facts {
    const stream = streamText(this.parts.matchOn[symbol] ?? '');
    return { symbol, count, heard, stream, from: isoText(first), to: isoText(last) };
  }
}

const later = (before: Silence | undefined, { heard, at }: { heard: string; at: number }): Silence => {
  if (!before) return { heard, count: 1, first: at, last: at };
  // Several feeds may be due at one instant.
  if (before.last === at) return before;
  return { heard, count: before.count + 1, first: before.count === 0 ? at : before.first, last: at };
};
