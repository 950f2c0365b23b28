import type { Bar, MarketEvent, Ohlc } from '../domain/market-event.js';
import { seededRandom } from '../engine/turns/seeded-random.js';

/**
 * The same tape up to an instant, and after it other events of the same instants, symbols and kinds: valid as
 * those were, of other prices, sizes and data.
 *
 * Prices wander away from what they were, by about a half over the whole tape, and every other bar is turned
 * upside down, so that neither a later level nor a later direction is as it was. Data of named events change
 * places; a status becomes any other.
 */
export const scrambled = (
  events: readonly MarketEvent[],
  { after, seed }: { readonly after: number; readonly seed: number },
): readonly MarketEvent[] => {
  const dice = seededRandom(seed, `scrambled after ${after}`);
  const later = events.filter(({ at }) => at > after);
  const percent = 50 / Math.sqrt(later.length);
  const levels = new Map<string, number>();
  const data = later.flatMap((event) => (event.kind === 'event' ? [event] : []));
  const levelOf = (symbol: string): number => {
    const step = ((dice() + dice() + dice() + dice() - 2) * Math.sqrt(3) * percent) / 100;
    const level = Math.max(0.01, (levels.get(symbol) ?? 1) * (1 + step));
    levels.set(symbol, level);
    return level;
  };
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(dice() * list.length)] ?? otherwise;
  const other = (event: MarketEvent): MarketEvent => {
    switch (event.kind) {
      case 'event': {
        const alike = data.filter(({ name }) => name === event.name);
        return { ...event, data: pick(alike, event).data };
      }
      case 'status':
        return { ...event, state: pick(['gap', 'halted', 'trading'], event.state) };
      case 'action':
        return { ...event, value: event.value * (0.5 + dice()) };
      default:
        return priced(event, { level: levelOf(event.symbol), share: 0.5 + dice(), turned: dice() < 0.5 });
    }
  };
  return events.map((event) => (event.at <= after ? event : other(event)));
};

/** How an event's numbers change. */
interface Change {
  readonly level: number;
  readonly share: number;
  readonly turned: boolean;
}

type Priced = Extract<MarketEvent, { kind: 'bar' | 'quote' | 'trade' }>;

const priced = (event: Priced, change: Change): MarketEvent => {
  const { level, share } = change;
  const part = (size: number | null): number | null => (size === null ? null : size * share);
  switch (event.kind) {
    case 'trade':
      return { ...event, price: event.price * level, size: part(event.size) };
    case 'quote': {
      const { bid, ask, bidSize, askSize } = event;
      return { ...event, bid: bid * level, ask: ask * level, bidSize: part(bidSize), askSize: part(askSize) };
    }
    case 'bar':
      return otherBar(event, change, part(event.volume));
  }
};

const otherBar = (bar: Bar, change: Change, volume: number | null): Bar => ({
  ...bar,
  ...otherSide(bar, change),
  volume,
  bid: bar.bid && otherSide(bar.bid, change),
  ask: bar.ask && otherSide(bar.ask, change),
});

/** Turned, a side opens as far above its low as it opened below its high. */
const otherSide = ({ open, high, low, close }: Ohlc, { level, turned }: Change): Ohlc => {
  const to = (price: number): number => level * (turned ? low + (high - price) : price);
  const [first, last] = [to(open), to(close)];
  const ends = [first, last, level * high, level * low];
  return { open: first, high: Math.max(...ends), low: Math.min(...ends), close: last };
};
