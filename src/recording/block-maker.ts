import { createHash } from 'node:crypto';
import { assert } from '../domain/assert.js';
import type { Stamped } from '../domain/input.js';
import { BATCH_ROWS } from '../tape/rows.js';
import { blockLine, partPlace } from './block-line.js';
import type { BlockBefore } from './block-order.js';
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

/** A block in memory is not much larger: this many rows, or this many characters of text. */
const CHARACTERS_MAX = 4 * 1_048_576;

/** Takes inputs and journal lines, keeps them as columns and texts, and makes blocks of them. */
export class BlockMaker {
  serial: number;
  entry: number;
  #at = Number.NEGATIVE_INFINITY;
  /** What the next block goes on from. */
  before: BlockBefore;
  #file: MarketFile | null = null;
  #inputs: string[] = [];
  #journal: string[] = [];
  #characters = 0;
  readonly #streams = new StreamTable();
  readonly #columns = new MarketColumns(this.#streams);

  constructor(
    before: BlockBefore,
    private readonly marketFileBytesMax: number,
  ) {
    this.before = before;
    this.serial = before.to;
    this.entry = before.toEntry;
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
    return this.serial === this.before.to && this.entry === this.before.toEntry;
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
    const { before } = this;
    const inputs = Buffer.from(this.#inputs.join(''));
    const journal = Buffer.from(this.#journal.join(''));
    const market = this.#makeMarket();
    const about = {
      block: before.block + 1,
      durable,
      from: before.to + 1,
      to: this.serial,
      fromEntry: before.toEntry + 1,
      toEntry: this.entry,
      market: { file: market.file, ...partPlace(market.offset, market.bytes) },
      inputs: partPlace(before.inputsBytes, inputs),
      journal: {
        ...partPlace(before.journalBytes, journal),
        sha256: createHash('sha256').update(journal).digest('hex'),
      },
    };
    const { text, hash } = blockLine(about, { market: market.bytes, inputs }, before.hash);
    const ended = Buffer.concat([inputs, Buffer.from(text)]);
    this.#inputs = [];
    this.#journal = [];
    this.#characters = 0;
    this.before = {
      block: about.block,
      to: about.to,
      toEntry: about.toEntry,
      hash,
      inputsBytes: before.inputsBytes + ended.length,
      journalBytes: before.journalBytes + journal.length,
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
    const { market } = this.before;
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
