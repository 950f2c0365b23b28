/** Room for the first lines; a longer one makes more. */
const FIRST_BYTES = 4_096;
/** Of a character as JavaScript counts them. */
const BYTES_MAX = 3;
/** A number of more digits is written as JavaScript writes it. */
const WHOLE_MAX = 1e15;
const HALF = 1e7;
const HALF_DIGITS = 7;
const [QUOTE, MINUS, ZERO, BACKSLASH, FIRST_PLAIN, LAST_PLAIN] = [0x22, 0x2d, 0x30, 0x5c, 0x20, 0x7e];

/** ASCII that is written as it stands. */
export const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const NULL = ascii('null');
const TRUE = ascii('true');
const FALSE = ascii('false');

/**
 * A line of JSON in the making, as bytes of UTF-8 that are used again for the next one. A journal has
 * millions of fields: as a text that grows by each of them it took most of the time of writing it, and left
 * an object behind for each.
 */
export class LineBytes {
  private block = Buffer.allocUnsafe(FIRST_BYTES);
  private size = 0;

  /** How many bytes are written. */
  get length(): number {
    return this.size;
  }

  /** Begins anew. */
  clear(): void {
    this.size = 0;
  }

  /** What is written, from a byte on; good until more is written. */
  from(start: number): Buffer {
    return this.block.subarray(start, this.size);
  }

  /** ASCII as it stands: brackets and names of fields. */
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    const { block, size } = this;
    for (let place = 0; place < bytes.length; place += 1) block[size + place] = bytes[place] ?? 0;
    this.size = size + bytes.length;
  }

  /** A number, a text, a truth or null; -0 is 0. */
  plain(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.number(value);
    else if (value === null) this.raw(NULL);
    else if (typeof value === 'boolean') this.raw(value ? TRUE : FALSE);
    else throw new TypeError(`a journal has no text for a ${typeof value}`);
  }

  /** A text in quotes. */
  text(value: string): void {
    this.reserve(value.length + 2);
    const { block } = this;
    let at = this.size;
    block[at] = QUOTE;
    for (let place = 0; place < value.length; place += 1) {
      const code = value.charCodeAt(place);
      if (code < FIRST_PLAIN || code > LAST_PLAIN || code === QUOTE || code === BACKSLASH) {
        this.write(JSON.stringify(value));
        return;
      }
      at += 1;
      block[at] = code;
    }
    block[at + 1] = QUOTE;
    this.size = at + 2;
  }

  private number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < WHOLE_MAX) this.whole(value);
    else if (Number.isFinite(value)) this.write(String(value));
    else throw new RangeError(`a number of a journal must be finite, was ${value}`);
  }

  /** In two halves of small numbers: the remainder of a big one takes long. */
  private whole(value: number): void {
    this.reserve(2 * HALF_DIGITS + 3);
    if (value < 0) {
      this.block[this.size] = MINUS;
      this.size += 1;
    }
    const positive = Math.abs(value);
    const high = Math.floor(positive / HALF);
    const low = positive - high * HALF;
    if (high > 0) this.digits(high, digitsOf(high));
    this.digits(low, high > 0 ? HALF_DIGITS : digitsOf(low));
  }

  private digits(value: number, count: number): void {
    const { block, size } = this;
    let rest = value;
    for (let place = size + count - 1; place >= size; place -= 1) {
      const next = Math.floor(rest / 10);
      block[place] = ZERO + rest - next * 10;
      rest = next;
    }
    this.size = size + count;
  }

  private write(text: string): void {
    this.reserve(BYTES_MAX * text.length);
    this.size += this.block.write(text, this.size, 'utf8');
  }

  private reserve(bytes: number): void {
    if (this.size + bytes <= this.block.length) return;
    const block = Buffer.allocUnsafe(2 * (this.size + bytes));
    this.block.copy(block, 0, 0, this.size);
    this.block = block;
  }
}

const digitsOf = (value: number): number => {
  let count = 1;
  for (let limit = 10; limit <= value; limit *= 10) count += 1;
  return count;
};
