import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalSink } from '../../sinks/kafka/journal-sink.js';

/** How far a run's journal has been published; it lies in the run's folder. */
export interface PublishedSoFar {
  readonly topic: string;
  /** The run's name in the topic. */
  readonly run: string;
  /** How many lines the topic has taken. */
  readonly entries: number;
}

const placeIn = (folder: string): string => join(folder, 'published.json');

/** What an earlier life of a run has published to a topic; undefined where it has nothing there. */
export const publishedIn = (folder: string, topic: string): PublishedSoFar | undefined => {
  try {
    const said = JSON.parse(readFileSync(placeIn(folder), 'utf8')) as PublishedSoFar; // what is written below
    return said.topic === topic ? said : undefined;
  } catch {
    return undefined;
  }
};

/** Notes it: whole, or as it was before. */
export const notePublished = (folder: string, said: PublishedSoFar): void => {
  writeFileSync(`${placeIn(folder)}.new`, JSON.stringify(said));
  renameSync(`${placeIn(folder)}.new`, placeIn(folder));
};

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
