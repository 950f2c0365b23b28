import { isoText } from '../../domain/iso-text.js';
import type { Facts } from '../../domain/journal.js';
import type { Bar, MarketEvent, Trade } from '../../domain/market-event.js';
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
  /** The length of the bars that were heard; null for trades. */
  every: string | null;
  count: number;
  first: number;
  last: number;
  /** The match stream has spoken since. */
  isOver: boolean;
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
  private readonly current = new Map<string, Silence>();
  private readonly longest = new Map<string, Silence>();
  /** Of those who have begun to act, which they do for good: the silence of what they hear. */
  private readonly acting = new Map<readonly Destination[], Silence>();

  constructor(private readonly parts: MatchCoverParts) {}

  /** A row of a symbol's match stream. */
  met(symbol: string): void {
    this.silenceOf(symbol).isOver = true;
  }

  /** A row of another stream, on its way to those who listen. */
  hear(event: MarketEvent, destinations: readonly Destination[]): void {
    if (event.kind !== 'bar' && event.kind !== 'trade') return;
    const silence = this.acting.get(destinations) ?? this.silenceAfter(event, destinations);
    if (!silence) return;
    const { symbol } = event;
    grow(silence, event);
    if (silence.count < ROWS_MIN) return;
    if (silence.last - silence.first > CLOSED_MAX_MS) throw this.refusal(symbol, silence);
    if (silence.count > (this.longest.get(symbol)?.count ?? 0)) this.longest.set(symbol, { ...silence });
  }

  /** The longest silence of each symbol that had one worth a word. */
  silences(): readonly Facts[] {
    return [...this.longest].map(([symbol, silence]) => this.facts(symbol, silence));
  }

  private silenceOf(symbol: string): Silence {
    const known = this.current.get(symbol);
    if (known) return known;
    const silence = { every: null, count: 0, first: Number.NaN, last: Number.NaN, isOver: false };
    this.current.set(symbol, silence);
    return silence;
  }

  /** The silence that a row belongs to where somebody acts on it now; null where nobody does yet. */
  private silenceAfter({ kind, symbol }: MarketEvent, destinations: readonly Destination[]): Silence | null {
    const acts = ({ run, isSmallest }: Destination): boolean =>
      (isSmallest || kind === 'trade') && !this.parts.isWarming(run.id, symbol);
    if (!destinations.some(acts)) return null;
    const silence = this.silenceOf(symbol);
    this.acting.set(destinations, silence);
    return silence;
  }

  private refusal(symbol: string, silence: Silence): MillraceError {
    const instead = silence.every === null ? 'trades' : 'bars';
    return new MillraceError('MATCH_STREAM_SILENT', { ...this.facts(symbol, silence), instead });
  }

  private facts(symbol: string, { every, count, first, last }: Silence): Facts {
    const stream = streamText(this.parts.matchOn[symbol] ?? '');
    const heard = every === null ? 'trades' : `bars of ${every}`;
    return { symbol, count, heard, stream, from: isoText(first), to: isoText(last) };
  }
}

const grow = (silence: Silence, event: Bar | Trade): void => {
  const { at } = event;
  // Several feeds may be due at one instant.
  if (!silence.isOver && silence.last === at) return;
  // The first after a row of the match stream may stand for the time of that very row.
  silence.count = silence.isOver ? 0 : silence.count + 1;
  if (silence.count <= 1) silence.first = at;
  silence.isOver = false;
  silence.last = at;
  silence.every = event.kind === 'bar' ? event.every : null;
};
