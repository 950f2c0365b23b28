import { MillraceError } from '../../../domain/millrace-error.js';
import type { Wall } from '../../../time/wall.js';
import { offsetBehind } from '../replay/offset-behind.js';
import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';
import type { Fetched, FetchedPartition } from '../wire/fetch-response.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { PartitionLine } from './partition-line.js';
import { RoadFault } from './road-fault.js';

/** Whose answers they are, and for whom. */
interface AnswersParts {
  readonly wire: Wire;
  readonly topic: string;
  readonly brokers: readonly string[];
  readonly wall: Wall;
  readonly lines: ReadonlyMap<number, PartitionLine>;
}

/** An answer, and which partition was asked for first in it. */
interface Taken {
  readonly fetched: Fetched;
  readonly first: number;
}

const OFFSET_OUT_OF_RANGE = 1;
const NOT_AUTHORIZED = 29;

/** Brings what brokers answer to the partitions that were asked for. */
export class Answers {
  readonly #parts: AnswersParts;
  #count = 0;

  constructor(parts: AnswersParts) {
    this.#parts = parts;
  }

  /** @throws What a broker said instead. */
  async take({ fetched: { partitions }, first }: Taken): Promise<void> {
    const { wall, lines } = this.#parts;
    this.#count += 1;
    const isEmpty = partitions.every(({ records }) => records.length === 0);
    for (const fetched of partitions) {
      const line = lines.get(fetched.partition);
      if (!line) continue;
      if (fetched.errorCode !== 0) await this.#refused(line, fetched);
      else if (fetched.records.length > 0) this.#came(line, fetched);
      // An answer has room for a batch of the first that has one; others may not have fitted in.
      else if (isEmpty || line.partition === first) line.lastStable = fetched.lastStable;
      line.look(wall.now());
    }
  }

  #came(line: PartitionLine, { records, aborted, lastStable }: FetchedPartition): void {
    const behind = offsetBehind(records, line.fetchOffset);
    // There was no room for a whole batch of it behind those of others.
    if (behind === line.fetchOffset && isCut(records)) return;
    line.lastStable = lastStable;
    // Of a batch that cannot be walked over nothing is behind it; whoever reads it says so.
    line.fetchOffset = Math.max(behind, line.fetchOffset);
    line.came({ records, aborted }, this.#count);
  }

  async #refused(line: PartitionLine, { errorCode }: FetchedPartition): Promise<void> {
    const { wire, topic, brokers } = this.#parts;
    const { partition, fetchOffset } = line;
    if (errorCode === NOT_AUTHORIZED) {
      const reason = `we may not read ${topic}`;
      throw new MillraceError('KAFKA_REFUSED', { brokers: brokers.join(', '), reason });
    }
    if (errorCode !== OFFSET_OUT_OF_RANGE) {
      throw new RoadFault(`the broker of partition ${partition} answers with error ${errorCode}`);
    }
    const low = (await wire.offsets('begin')).get(partition) ?? 0;
    if (low > fetchOffset) {
      const which = `offsets ${fetchOffset} to ${low - 1}`;
      const gap = `partition ${partition} of ${topic}, ${which}: they are deleted`;
      line.fetchOffset = low;
      line.came({ gap, next: low }, this.#count);
      return;
    }
    const end = (await wire.offsets('written')).get(partition) ?? 0;
    if (end >= fetchOffset) throw new RoadFault(`partition ${partition} of ${topic} is being restored`);
    const wanted = `offset ${fetchOffset}, up to which it was followed`;
    throw new MillraceError('KAFKA_RANGE_BEYOND', { topic, partition, end, wanted });
  }
}

/** Whether not even the first batch is whole. */
const isCut = (records: Buffer): boolean => {
  try {
    return !new BatchCursor(records).next();
  } catch (cause) {
    if (cause instanceof BatchFault) return false;
    throw cause;
  }
};
