import { type BodyPlan, bodyPlan } from '../../../../tape/body-plan.js';
import type { Layout } from '../../../../tape/layout.js';
import { END_OF_STREAM } from '../../../../tape/messages.js';
import type { Stream } from '../../../../tape/stream.js';
import { type ArrowHead, arrowHeadSchema, HEAD_BEGINS, headBytesOf } from './arrow-head.js';

/** What records with one head have in common. */
interface KnownHead extends Pick<ArrowHead, 'rows'> {
  readonly bytes: Buffer;
  readonly layout: Layout;
  readonly streams: readonly Stream[];
}

/** Where the rows of a record lie. */
export interface ArrowBatch extends KnownHead {
  readonly plan: BodyPlan;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** Before a message: four bytes that say so, and its length. */
const FRAMING_BYTES = 8;
const HEADS_MAX = 4_096;

/**
 * Finds the rows of records. All of a record but the rows themselves follows from its head, so that nothing
 * has to be believed: what is not the same to the byte is none that we write.
 */
export class ArrowBatches {
  readonly #known = new Map<string, KnownHead>();

  /** @throws RangeError where the bytes are no stream that we write. */
  find(bytes: Buffer, start: number, end: number): ArrowBatch {
    const head = this.#headOf(bytes, start, end);
    const batchAt = start + head.bytes.length;
    if (bytes.compare(head.bytes, 0, undefined, start, Math.min(end, batchAt)) !== 0) {
      throw new RangeError('its schema is not that of its head');
    }
    const bodyEnd = end - END_OF_STREAM.length;
    const length = batchAt + FRAMING_BYTES <= bodyEnd ? bytes.readInt32LE(batchAt + 4) : -1;
    const bodyStart = batchAt + FRAMING_BYTES + length;
    if (length <= 0 || bodyStart > bodyEnd) throw new RangeError('it breaks off before its rows');
    if (bytes.compare(END_OF_STREAM, 0, undefined, bodyEnd, end) !== 0) throw new RangeError('it has no end');
    const plan = this.#planOf(head, bytes, { bodyStart, bodyEnd });
    if (plan.length === bodyEnd - bodyStart) return { ...head, plan, bodyStart, bodyEnd };
    throw new RangeError(`its rows take ${bodyEnd - bodyStart} bytes instead of ${plan.length}`);
  }

  /** Texts come last, and how long they are says the end of the last one. */
  #planOf(
    { layout, rows }: KnownHead,
    bytes: Buffer,
    { bodyStart, bodyEnd }: Pick<ArrowBatch, 'bodyStart' | 'bodyEnd'>,
  ): BodyPlan {
    const plan = bodyPlan(layout, rows, 0);
    const texts = plan.columns.at(-1);
    if (texts === undefined || texts.offsets < 0) return plan;
    const place = bodyStart + texts.offsets + rows * 4;
    if (place + 4 > bodyEnd) throw new RangeError('it breaks off before its texts');
    return bodyPlan(layout, rows, Math.max(0, bytes.readInt32LE(place)));
  }

  #headOf(bytes: Buffer, start: number, end: number): KnownHead {
    const from = bytes.indexOf(HEAD_BEGINS, start);
    // What stands in the metadata of a schema ends with a zero.
    const to = from < 0 ? -1 : bytes.indexOf(0, from);
    if (from < 0 || to < 0 || to > end) throw new RangeError('it says nothing of its rows');
    const text = bytes.toString('utf8', from, to);
    const known = this.#known.get(text);
    if (known) return known;
    const { data: head } = arrowHeadSchema.safeParse(parsed(text));
    if (!head) throw new RangeError('what it says of its rows is not ours');
    if (head.streams.some(({ symbol }) => symbol !== head.streams[0]?.symbol)) {
      throw new RangeError('its rows are of several symbols');
    }
    const read = { rows: head.rows, streams: head.streams, ...headBytesOf(head) };
    if (this.#known.size >= HEADS_MAX) this.#known.clear();
    this.#known.set(text, read);
    return read;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
