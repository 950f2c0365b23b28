import { MillraceError } from '../../../domain/millrace-error.js';

/**
 * Lines of a journal as a replay makes them anew: each is held against the one that was written then, and
 * what goes beyond the end of those is new.
 */
export class JournalLines {
  /** Lines that came out as they stood. */
  same = 0;
  private known: string[] = [];
  private made: string[] = [];

  constructor(
    private readonly written: AsyncIterator<readonly string[]>,
    private readonly folder: string,
    /** The entry that comes first. */
    private readonly from = 1,
  ) {}

  add(line: string): void {
    this.made.push(line);
  }

  /** Compares what was made since; gives the lines that nobody had written. */
  async settle(): Promise<readonly string[]> {
    while (this.known.length < this.made.length) {
      const next = await this.written.next();
      if (next.done === true) break;
      this.known.push(...next.value);
    }
    const count = Math.min(this.known.length, this.made.length);
    for (let index = 0; index < count; index += 1) {
      if (this.known[index] === this.made[index]) continue;
      throw new MillraceError('REPLAY_DIVERGED', { path: this.folder, entry: this.from + this.same + index });
    }
    this.same += count;
    const fresh = this.made.slice(count);
    this.known = this.known.slice(count);
    this.made = [];
    return fresh;
  }
}
