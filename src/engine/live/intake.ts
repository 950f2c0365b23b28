import type { MarketEvent } from '../../domain/market-event.js';

/** How rows wait at the door, and what happens when they are too many. */
export interface IntakeSettings {
  readonly queueRows: number;
  readonly whenFull: 'block' | 'conflate' | 'drop';
}

/** How many rows that were taken may be held on to. */
const TAKEN_MAX = 4_096;

/**
 * Rows that wait at the door. A full one holds its source up (`block`), keeps of the quotes that wait the
 * newest of each symbol (`conflate`, and holds up what is still too many), or lets new rows go (`drop`): then
 * a gap says how many of a symbol are missing, before its next row, or when all that waited was taken.
 */
export class Intake {
  /** Rows that were let go. */
  dropped = 0;
  private rows: MarketEvent[] = [];
  private taken = 0;
  private newestAt = Number.NEGATIVE_INFINITY;
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
    // Where some always wait, those that were taken go in portions: they would be held for ever.
    if (this.taken >= TAKEN_MAX && 2 * this.taken > this.rows.length) {
      this.rows = this.rows.slice(this.taken);
      this.taken = 0;
    }
    if (this.taken === this.rows.length) {
      // Of a symbol that never comes again nobody else would say that rows are missing.
      this.rows = [...this.missing].map(([symbol, count]) => gapAt(this.newestAt, { symbol, count }));
      this.missing.clear();
      this.taken = 0;
    }
    return row;
  }

  /**
   * Takes rows in, all that came together: time may not run past one of them. Whoever brings them waits while
   * `isFull`, where they are held up.
   */
  put(events: readonly MarketEvent[]): void {
    for (const event of events) {
      this.newestAt = event.at;
      if (this.isFull && this.settings.whenFull === 'conflate') this.conflate();
      if (this.isFull && this.settings.whenFull === 'drop') this.drop(event);
      else this.add(event);
    }
  }

  private add(event: MarketEvent): void {
    const count = this.missing.get(event.symbol);
    if (count !== undefined) {
      this.missing.delete(event.symbol);
      this.rows.push(gapAt(event.at, { symbol: event.symbol, count }));
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

const gapAt = (at: number, { symbol, count }: { symbol: string; count: number }): MarketEvent =>
  Object.freeze({
    kind: 'status',
    symbol,
    at,
    happenedAt: at,
    state: 'gap',
    detail: `${count} rows were let go at a full door`,
  });
