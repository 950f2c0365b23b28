const BYTES_FIRST = 4_096;

/** Bytes in the making, as records of Kafka are written. */
export class ByteWriter {
  length = 0;
  #bytes = Buffer.allocUnsafe(BYTES_FIRST);

  /** All of it, until more is written. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  /** A whole number in as few bytes as it needs, its sign in the lowest bit; exact up to 2^52. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#byte((rest % 0x80) | 0x80);
    this.#byte(rest);
  }

  /** Bytes behind their length. */
  block(bytes: Buffer): void {
    this.varint(bytes.length);
    this.#reserve(bytes.length);
    this.length += bytes.copy(this.#bytes, this.length);
  }

  /** A text behind its length. */
  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.varint(length);
    this.#reserve(length);
    this.length += this.#bytes.write(text, this.length);
  }

  #byte(value: number): void {
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + count));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
