import { BadTally } from '../../ingest/bad-tally.js';
import { type BadRecord, placeText } from './bad-record.js';
import { deadLetter } from './dead-letter.js';
import { DeadLetterFiles } from './dead-letter-files.js';
import type { DeadLetterPlan, LeftOut } from './left-out.js';

/** Of what records are left out. */
interface BadRecordsPlan {
  readonly topic: string;
  /** Where lines gather until all has been read. */
  readonly folder: string;
  readonly limit: DeadLetterPlan['limit'];
  /** More records than that there are not. */
  readonly recordsMax: number;
}

/** Takes records of a topic that cannot be read, and counts them. */
export class BadRecords {
  readonly #topic: string;
  readonly #tally: BadTally;
  readonly #files: DeadLetterFiles;
  #first: BadRecord | undefined;

  constructor({ topic, folder, limit, recordsMax }: BadRecordsPlan) {
    this.#topic = topic;
    this.#tally = new BadTally(limit, recordsMax);
    this.#files = new DeadLetterFiles(folder);
  }

  /** @throws MillraceError ROWS_BAD where it is one too many. */
  add(bad: BadRecord): void {
    this.#files.add(deadLetter(this.#topic, bad));
    if (this.#first === undefined || isBefore(bad, this.#first)) this.#first = { ...bad };
    this.#tally.add(placeText(this.#topic, bad), bad.reason);
  }

  /** Writes what has gathered where that is much. */
  async settle(): Promise<void> {
    await this.#files.settle();
  }

  /**
   * All that was left out, once everything has been read.
   *
   * @param records How many records there were, good and bad.
   * @param keep Puts the file with all lines where it is looked for, and says where.
   * @returns Null where nothing was left out.
   * @throws MillraceError ROWS_BAD where that was too many.
   */
  async finish(records: number, keep: (path: string) => Promise<string>): Promise<LeftOut | null> {
    this.#tally.check(records);
    const { count, reasons } = this.#tally;
    if (this.#first === undefined) return null;
    const first = `${placeText(this.#topic, this.#first)}: ${this.#first.reason}`;
    const where = await keep(await this.#files.finish());
    return { count, records, first, reasons: Object.fromEntries(reasons), where };
  }
}

const isBefore = (a: BadRecord, b: BadRecord): boolean =>
  a.partition === b.partition ? a.offset < b.offset : a.partition < b.partition;
