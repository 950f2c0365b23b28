import type { JournalSink } from '../../../sinks/kafka/journal-sink.js';

/**
 * Hands a live run's journal to a sink: no line before it is on the disk, so that no crash can make another
 * one of it, and each line that no earlier life of the run has brought there.
 */
export class LivePublisher {
  readonly #sink: Pick<JournalSink, 'add'>;
  readonly #encoder = new TextEncoder();
  /** Lines that are not known to be on the disk. */
  #waiting: string[] = [];
  /** Lines of the journal that were handed over or are not to be, counted from its first. */
  #entries: number;

  /** @param entries How many the topic has. */
  constructor(sink: Pick<JournalSink, 'add'>, entries: number) {
    this.#sink = sink;
    this.#entries = entries;
  }

  /** Takes what stands in the journal already. */
  async before(lines: AsyncIterable<readonly string[]>): Promise<void> {
    let entry = 0;
    for await (const portion of lines) {
      for (const line of portion) {
        entry += 1;
        if (entry > this.#entries) this.#hand(line);
      }
    }
  }

  /** Takes a line that is written now. */
  add(line: string): void {
    this.#waiting.push(line);
  }

  /**
   * Hands over what is on the disk.
   *
   * @param durableEntry How many lines are.
   */
  settle(durableEntry: number): void {
    const count = Math.max(0, durableEntry - this.#entries);
    for (const line of this.#waiting.splice(0, count)) this.#hand(line);
  }

  #hand(line: string): void {
    this.#entries += 1;
    this.#sink.add(this.#encoder.encode(line));
  }
}
