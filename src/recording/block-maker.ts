import { createHash } from 'node:crypto';
import { assert } from '../domain/assert.js';
import type { Stamped } from '../domain/input.js';
import { BATCH_ROWS } from '../tape/rows.js';
import { blockLine, partPlace } from './block-line.js';
import { exactJson } from './exact-json.js';
import { MarketColumns } from './market-columns.js';
import { MarketFile } from './market-file.js';
import { StreamTable } from './stream-table.js';

/** The bytes of one block, and where they come to lie. */
export interface Block {
  readonly block: number;
  readonly to: number;
  readonly toEntry: number;
  readonly hash: string;
  readonly market: { readonly file: number; readonly offset: number; readonly bytes: Buffer };
  readonly inputs: { readonly offset: number; readonly bytes: Buffer };
  readonly journal: { readonly offset: number; readonly bytes: Buffer };
}

/** Where the next block begins. */
export interface BlockStart {
  /** The last block, serial and journal line before it, and the hash up to there. */
  readonly block: number;
  readonly serial: number;
  readonly entry: number;
  readonly hash: string;
  /** Ends of the files. */
  readonly inputsBytes: number;
  readonly journalBytes: number;
  /** The last market file, 0 before the first; one of an earlier process is not written to again. */
  readonly market: { readonly file: number; readonly bytes: number };
}

/** A block in memory is not much larger: this many rows, or this many characters of text. */
const CHARACTERS_MAX = 4 * 1_048_576;

/** Takes inputs and journal lines, keeps them as columns and texts, and makes blocks of them. */
export class BlockMaker {
  serial: number;
  entry: number;
  #at = Number.NEGATIVE_INFINITY;
  /** Where the next block begins. */
  start: BlockStart;
  #file: MarketFile | null = null;
  #inputs: string[] = [];
  #journal: string[] = [];
  #characters = 0;
  readonly #streams = new StreamTable();
  readonly #columns = new MarketColumns(this.#streams);

  constructor(
    start: BlockStart,
    private readonly marketFileBytesMax: number,
  ) {
    this.start = start;
    this.serial = start.serial;
    this.entry = start.entry;
  }

  /** Bytes that wait for a block, about. */
  get bytes(): number {
    const { rows, characters } = this.#columns;
    return rows.count * ROW_BYTES + characters + this.#characters;
  }

  /** Whether no input or line should come before a block is made. */
  get isFull(): boolean {
    return (
      this.#columns.rows.count === BATCH_ROWS || this.#columns.characters + this.#characters > CHARACTERS_MAX
    );
  }

  /** Whether there is nothing to make a block of. */
  get isEmpty(): boolean {
    return this.serial === this.start.serial && this.entry === this.start.entry;
  }

  append(stamped: Stamped): void {
    const { serial, at, input } = stamped;
    if (serial !== this.serial + 1 || !(at >= this.#at)) {
      assert(false, `input ${serial} at ${at} came after input ${this.serial} at ${this.#at}`);
    }
    if (input.kind !== 'market' || !this.#columns.put(input.event, { serial, at, origin: input.origin })) {
      const line = `{"serial":${serial},"at":${exactJson(at)},"input":${exactJson(input)}}\n`;
      this.#inputs.push(line);
      this.#characters += line.length;
    }
    this.serial = serial;
    this.#at = at;
  }

  journal(line: string): void {
    this.#journal.push(line, '\n');
    this.#characters += line.length + 1;
    this.entry += 1;
  }

  /**
   * Makes the next block of all that waits.
   *
   * @param durable The last block that is on the disk for certain.
   */
  make(durable: number): Block {
    const start = this.start;
    const inputs = Buffer.from(this.#inputs.join(''));
    const journal = Buffer.from(this.#journal.join(''));
    const market = this.#makeMarket();
    const about = {
      block: start.block + 1,
      durable,
      from: start.serial + 1,
      to: this.serial,
      fromEntry: start.entry + 1,
      toEntry: this.entry,
      market: { file: market.file, ...partPlace(market.offset, market.bytes) },
      inputs: partPlace(start.inputsBytes, inputs),
      journal: {
        ...partPlace(start.journalBytes, journal),
        sha256: createHash('sha256').update(journal).digest('hex'),
      },
    };
    const { text, hash } = blockLine(about, { market: market.bytes, inputs }, start.hash);
    const ended = Buffer.concat([inputs, Buffer.from(text)]);
    this.#inputs = [];
    this.#journal = [];
    this.#characters = 0;
    this.start = {
      block: about.block,
      serial: about.to,
      entry: about.toEntry,
      hash,
      inputsBytes: start.inputsBytes + ended.length,
      journalBytes: start.journalBytes + journal.length,
      market: { file: market.file, bytes: market.offset + market.bytes.length },
    };
    return {
      block: about.block,
      to: about.to,
      toEntry: about.toEntry,
      hash,
      market,
      inputs: { offset: about.inputs.offset, bytes: ended },
      journal: { offset: about.journal.offset, bytes: journal },
    };
  }

  #makeMarket(): Block['market'] {
    const { rows, traits } = this.#columns;
    const { market } = this.start;
    if (rows.count === 0) return { file: market.file, offset: market.bytes, bytes: Buffer.alloc(0) };
    const last = this.#file;
    const isSame = last !== null && last.traits === traits && last.bytes < this.marketFileBytesMax;
    const file = isSame ? last : new MarketFile(market.file + 1, traits);
    this.#file = file;
    const offset = file.bytes;
    const bytes = file.next(rows, this.#streams);
    this.#columns.clear();
    return { file: file.number, offset, bytes };
  }
}

/** What a row takes in memory and on the disk is of this order, whatever its kind. */
const ROW_BYTES = 100;
