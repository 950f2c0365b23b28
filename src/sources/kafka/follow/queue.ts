import { isoText } from '../../../domain/iso-text.js';
import type { Wall } from '../../../time/wall.js';
import type { EventReader } from './event-reader.js';
import type { Followed } from './followed.js';
import { HoldBack } from './hold-back.js';
import type { PartitionLine } from './partition-line.js';

/** A row on its way to whoever hears it. */
export type Leaving = Followed & {
  /** No row of its partition before this offset is still to come. */
  readonly settled: number;
};

interface QueueParts {
  readonly reader: EventReader;
  readonly lines: ReadonlyMap<number, PartitionLine>;
  /** Null is order of arrival. */
  readonly holdMs: number | null;
  readonly idleMs: number;
  readonly wall: Wall;
}

/** Rows that may be held back; then only those who hold them back are read on. */
const HELD_MAX = 65_536;

/** What of the partitions is next: as it came, or held back until it stands in the order of event time. */
export class Queue {
  readonly #parts: QueueParts;
  readonly #held: HoldBack | null;
  #turn = 0;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#held = parts.holdMs === null ? null : new HoldBack();
  }

  /** Whether more of a partition may be brought. */
  hasRoom(line: PartitionLine): boolean {
    return line.hasRoom && !this.#isAhead(line);
  }

  /** Whether something can be read at once. */
  get hasNews(): boolean {
    return this.#readable().length > 0;
  }

  /** The next rows, of a batch or two. */
  take(): readonly Leaving[] {
    const readable = this.#readable();
    if (this.#held === null) {
      const line = readable[this.#turn % Math.max(1, readable.length)];
      this.#turn += 1;
      return line ? this.#batch(line).map((row) => ({ ...row, settled: row.offset })) : [];
    }
    const told = readable.flatMap((line) => this.#hold(line, this.#batch(line)));
    const firsts = this.#held.firstOffsets();
    const settledIn = (partition: number): number =>
      firsts.get(partition) ?? this.#parts.lines.get(partition)?.position ?? 0;
    const released = this.#held.release(this.#watermark());
    return [...told, ...released].map((row) => ({ ...row, settled: settledIn(row.partition) }));
  }

  #readable(): readonly PartitionLine[] {
    return [...this.#parts.lines.values()].filter((line) => line.hasNews && !this.#isAhead(line));
  }

  /** Rows of the next batch of a partition; none where it had none. */
  #batch(line: PartitionLine): readonly Followed[] {
    const { reader, wall } = this.#parts;
    const { partition } = line;
    let rows: readonly Followed[] = [];
    while (rows.length === 0 && line.hasNews) {
      const next = line.reading?.next();
      if (next && next.done !== true) {
        rows = next.value;
        continue;
      }
      const arrived = line.waiting.shift();
      line.reading = arrived && 'records' in arrived ? reader.read(line, arrived) : null;
      if (!arrived || 'records' in arrived) continue;
      line.position = arrived.next;
      rows = [{ event: null, gap: arrived.gap, whose: null, partition, offset: -1, row: 0, sequence: 0 }];
    }
    line.moved(wall.now());
    line.look(wall.now());
    return rows;
  }

  /** Holds what has a time, and gives what has none, or has come too late for its place. */
  #hold(line: PartitionLine, rows: readonly Followed[]): readonly Followed[] {
    const told: Followed[] = [];
    for (const row of rows) {
      const { event, partition, offset } = row;
      if (event === null) {
        told.push(row);
        continue;
      }
      const isLate = this.#held?.add({ ...row, event }) === 'late';
      if (isLate && !line.isLate) {
        const what = `${isoText(event.at)} comes late, behind what was let in`;
        const gap = `partition ${partition}, offset ${offset}: ${what}`;
        told.push({ ...row, event: null, gap, whose: event.symbol, offset: -1 });
      }
      line.isLate = isLate;
    }
    return told;
  }

  #isAhead(line: PartitionLine): boolean {
    return this.#held !== null && this.#held.count >= HELD_MAX && line.watermark > this.#watermark();
  }

  /** Nothing happened before it that is still to come, but from those who are late or were idle. */
  #watermark(): number {
    const { lines, idleMs, wall } = this.#parts;
    const now = wall.now();
    let low = Number.POSITIVE_INFINITY;
    for (const { idleSinceMs, watermark } of lines.values()) {
      const isIdle = idleSinceMs !== null && now - idleSinceMs >= idleMs;
      if (!isIdle) low = Math.min(low, watermark);
    }
    return low;
  }
}
