import type { LetterAt } from './letter-place.js';

/**
 * Which records stand among those left out already. Those of a partition come in the order of their offsets:
 * of what this process put, the newest of each partition is enough, however long it goes on. Of what stood
 * there when it began each offset is known, a number: a process that was killed had put more than it had
 * heard, and another run may have read another part.
 */
export class KnownLetters {
  readonly #before = new Map<string, Set<number>>();
  readonly #newest = new Map<string, number>();

  /** One stood there when this process began. */
  stood({ topic, partition, offset }: LetterAt): void {
    const partitionOf = `${topic} ${partition}`;
    const offsets = this.#before.get(partitionOf);
    if (offsets) offsets.add(offset);
    else this.#before.set(partitionOf, new Set([offset]));
  }

  /** One was put. */
  add({ topic, partition, offset }: LetterAt): void {
    this.#newest.set(`${topic} ${partition}`, offset);
  }

  has({ topic, partition, offset }: LetterAt): boolean {
    const partitionOf = `${topic} ${partition}`;
    const newest = this.#newest.get(partitionOf) ?? Number.NEGATIVE_INFINITY;
    return offset <= newest || (this.#before.get(partitionOf)?.has(offset) ?? false);
  }
}
