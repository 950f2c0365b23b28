import { JSON_KIND } from './json-kind.js';
import { isHex, isSame, meantText } from './json-text.js';
import { NumberReader } from './number-reader.js';
import { type PathNode, pathTree } from './path-tree.js';

const [QUOTE, COMMA, COLON, BACKSLASH, SPACE] = [34, 44, 58, 92, 32] as const;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125] as const;
const [LETTER_F, LETTER_N, LETTER_T, LETTER_U] = [102, 110, 116, 117] as const;
const [LINE_FEED, RETURN, TAB] = [10, 13, 9] as const;
const ESCAPES = Buffer.from('"\\/bfnrt');
const DEPTH_MAX = 64;
const WORDS = [
  { first: LETTER_T, bytes: Buffer.from('true'), kind: JSON_KIND.true },
  { first: LETTER_F, bytes: Buffer.from('false'), kind: JSON_KIND.false },
  { first: LETTER_N, bytes: Buffer.from('null'), kind: JSON_KIND.null },
] as const;

/**
 * Finds values in JSON text by paths that are said once, without making an object of it. It takes what
 * `JSON.parse` takes, nested up to 64 deep, and refuses what that refuses; of a key that comes twice the last
 * value counts.
 */
export class JsonScanner {
  /** By path: one of `JSON_KIND`. */
  readonly kinds: Uint8Array;
  /** Where the value stands, a text without its quotes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of numbers. */
  readonly numbers: Float64Array;

  readonly #root: PathNode;
  readonly #number = new NumberReader();
  #bytes: Uint8Array = Buffer.alloc(0);
  #position = 0;
  #end = 0;
  /** Of the text that was stepped over last. */
  #hasEscape = false;

  /** @param paths Keys from the outside in; a whole number as text is also a place of an array. */
  constructor(paths: readonly (readonly string[])[]) {
    this.#root = pathTree(paths);
    this.kinds = new Uint8Array(paths.length);
    this.starts = new Int32Array(paths.length);
    this.ends = new Int32Array(paths.length);
    this.numbers = new Float64Array(paths.length);
  }

  /**
   * Looks through the text between two positions.
   *
   * @returns -1, or the position at which it is no JSON.
   */
  scan(bytes: Uint8Array, start: number, end: number): number {
    this.kinds.fill(JSON_KIND.absent);
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
    const isWhole = this.#value(this.#root, 0);
    return isWhole && this.#next() === -1 ? -1 : this.#position;
  }

  /** A text as it is meant. */
  text(field: number): string {
    return meantText(this.#bytes, this.starts[field] ?? 0, this.ends[field] ?? 0);
  }

  /** The byte that comes next, blanks aside; -1 at the end. */
  #next(): number {
    for (; this.#position < this.#end; this.#position += 1) {
      const byte = this.#bytes[this.#position] ?? 0;
      if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) return byte;
    }
    return -1;
  }

  #value(node: PathNode | null, depth: number): boolean {
    const byte = this.#next();
    const start = this.#position;
    if (byte === QUOTE) {
      if (!this.#string()) return false;
      this.#found(node, JSON_KIND.text, start + 1);
      return true;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth >= DEPTH_MAX) return false;
      if (node !== null && depth > 0) for (const field of node.inside) this.kinds[field] = JSON_KIND.absent;
      this.#position += 1;
      const isObject = byte === OPEN_OBJECT;
      if (!(isObject ? this.#object(node, depth) : this.#array(node, depth))) return false;
      this.#found(node, isObject ? JSON_KIND.object : JSON_KIND.array, start);
      return true;
    }
    for (const { first, bytes, kind } of WORDS) {
      if (byte !== first) continue;
      if (!this.#word(bytes)) return false;
      this.#found(node, kind, start);
      return true;
    }
    const end = this.#number.read(this.#bytes, start, this.#end);
    if (end < 0) return false;
    this.#position = end;
    if (node !== null && node.field >= 0) {
      this.numbers[node.field] = this.#number.value;
      this.#found(node, JSON_KIND.number, start);
    }
    return true;
  }

  /** Keeps a value that ends here. */
  #found(node: PathNode | null, kind: number, start: number): void {
    if (node === null || node.field < 0) return;
    this.kinds[node.field] = kind;
    this.starts[node.field] = start;
    this.ends[node.field] = kind === JSON_KIND.text ? this.#position - 1 : this.#position;
  }

  #object(node: PathNode | null, depth: number): boolean {
    if (this.#next() === CLOSE_OBJECT) return this.#step();
    for (;;) {
      if (this.#next() !== QUOTE) return false;
      const start = this.#position + 1;
      if (!this.#string()) return false;
      const child = node === null ? null : this.#child(node, start, this.#position - 1);
      if (this.#next() !== COLON) return false;
      this.#position += 1;
      if (!this.#value(child, depth + 1)) return false;
      const byte = this.#next();
      if (byte === CLOSE_OBJECT) return this.#step();
      if (byte !== COMMA) return false;
      this.#position += 1;
    }
  }

  #array(node: PathNode | null, depth: number): boolean {
    if (this.#next() === CLOSE_ARRAY) return this.#step();
    const wanted = node !== null && node.children.length > 0 ? node.children : null;
    for (let place = 0; ; place += 1) {
      const child = wanted?.find(({ key }) => key === String(place))?.node ?? null;
      if (!this.#value(child, depth + 1)) return false;
      const byte = this.#next();
      if (byte === CLOSE_ARRAY) return this.#step();
      if (byte !== COMMA) return false;
      this.#position += 1;
    }
  }

  #step(): true {
    this.#position += 1;
    return true;
  }

  /** Steps over a text, from quote to quote. */
  #string(): boolean {
    const bytes = this.#bytes;
    this.#hasEscape = false;
    for (this.#position += 1; this.#position < this.#end; this.#position += 1) {
      const byte = bytes[this.#position] ?? 0;
      if (byte === QUOTE) return this.#step();
      if (byte < SPACE) return false;
      if (byte !== BACKSLASH) continue;
      this.#hasEscape = true;
      this.#position += 1;
      const escaped = this.#position < this.#end ? (bytes[this.#position] ?? 0) : 0;
      if (escaped === LETTER_U) {
        if (this.#position + 4 >= this.#end || !isHex(bytes, this.#position + 1)) return false;
        this.#position += 4;
      } else if (!ESCAPES.includes(escaped)) return false;
    }
    return false;
  }

  #word(word: Uint8Array): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.#position + index >= this.#end || this.#bytes[this.#position + index] !== word[index]) {
        return false;
      }
    }
    this.#position += word.length;
    return true;
  }

  #child({ children }: PathNode, start: number, end: number): PathNode | null {
    for (const { bytes, node } of children) {
      if (bytes.length === end - start && isSame(this.#bytes, start, bytes)) return node;
    }
    if (children.length === 0 || !this.#hasEscape) return null;
    const key = meantText(this.#bytes, start, end);
    return children.find((child) => child.key === key)?.node ?? null;
  }
}
