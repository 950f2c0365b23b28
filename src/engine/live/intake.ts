import type { MarketEvent } from '../../domain/market-event.js';

/** How rows wait at the door, and what happens when they are too many. */
export interface IntakeSettings {
  readonly queueRows: number;
  readonly whenFull: 'block' | 'conflate' | 'drop';
}

/**
 * Rows that wait at the door. A full one holds its source up (`block`), keeps of the quotes that wait the
 * newest of each symbol (`conflate`, and holds up what is still too many), or lets new rows go (`drop`): then
 * the first row of that symbol that is taken again comes after a gap that says how many are missing.
 */
export class Intake {
  /** Rows that were let go. */
  dropped = 0;
  private rows: MarketEvent[] = [];
  private taken = 0;
  private readonly missing = new Map<string, number>();

  constructor(private readonly settings: IntakeSettings) {}

  get length(): number {
    return this.rows.length - this.taken;
  }

  /** How many may wait. */
  get limit(): number {
    return this.settings.queueRows;
  }

  get isFull(): boolean {
    return this.length >= this.settings.queueRows;
  }

  /** The next row, without taking it. */
  peek(): MarketEvent | undefined {
    return this.rows[this.taken];
  }

  take(): MarketEvent | undefined {
    const row = this.rows[this.taken];
    if (row === undefined) return undefined;
    this.taken += 1;
    if (this.taken === this.rows.length) {
      this.rows = [];
      this.taken = 0;
    }
    return row;
  }

  /** Takes rows in; whoever brings them waits while `isFull`, where they are held up. */
  put(events: readonly MarketEvent[]): void {
    for (const event of events) {
      if (this.isFull && this.settings.whenFull === 'conflate') this.conflate();
      if (this.isFull && this.settings.whenFull === 'drop') this.drop(event);
      else this.add(event);
    }
  }

  private add(event: MarketEvent): void {
    const count = this.missing.get(event.symbol);
    if (count !== undefined) {
      this.missing.delete(event.symbol);
      this.rows.push(gapBefore(event, count));
    }
    this.rows.push(event);
  }

  private drop({ symbol }: MarketEvent): void {
    this.dropped += 1;
    this.missing.set(symbol, (this.missing.get(symbol) ?? 0) + 1);
  }

  private conflate(): void {
    const waiting = this.rows.slice(this.taken);
    const newest = new Map<string, MarketEvent>();
    for (const row of waiting) if (row.kind === 'quote') newest.set(row.symbol, row);
    this.rows = waiting.filter((row) => row.kind !== 'quote' || newest.get(row.symbol) === row);
    this.taken = 0;
    this.dropped += waiting.length - this.rows.length;
  }
}

const gapBefore = (event: MarketEvent, count: number): MarketEvent =>
  Object.freeze({
    kind: 'status',
    symbol: event.symbol,
    at: event.at,
    happenedAt: event.at,
    state: 'gap',
    detail: `${count} rows were let go at a full door`,
  });
