import { createHash } from 'node:crypto';

const BLOCK_WORDS = 8192;

/**
 * SHA-256 of numbers, each as its eight bytes, and of texts. A call of the hash for every number takes longer
 * than hashing it: numbers wait until there are many.
 */
export class WordHash {
  readonly #hash = createHash('sha256');
  readonly #words = new Float64Array(BLOCK_WORDS);
  readonly #bytes = new Uint8Array(this.#words.buffer);
  #count = 0;

  /** Takes a number; one that is missing is not a number. */
  word(value: number | undefined): void {
    if (this.#count === BLOCK_WORDS) this.#flush();
    // What is not a number has many forms in bits, and one here.
    this.#words[this.#count] = value === undefined || Number.isNaN(value) ? Number.NaN : value;
    this.#count += 1;
  }

  /** Takes a text. */
  text(text: string): void {
    const bytes = Buffer.from(text);
    this.word(bytes.length);
    this.#flush();
    this.#hash.update(bytes);
  }

  /** The hash of everything so far; more may follow. */
  digest(): string {
    this.#flush();
    return this.#hash.copy().digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#bytes.subarray(0, 8 * this.#count));
    this.#count = 0;
  }
}
