import type { Fetched } from './fetch-response.js';
import type { Wire } from './kafka-wire.js';

/** What a broker says to what it was asked, and which partition it was asked for first. */
export type Answer = { readonly leader: number; readonly first: number } & (
  | { readonly fetched: Fetched }
  | { readonly cause: unknown }
);

/** From where on a partition is wanted. */
interface Wanted {
  readonly partition: number;
  readonly fetchOffset: number;
}

/** Where a road breaks again and again, what is asked for at once is to come through in between. */
const [ANSWER_BYTES_MIN, ANSWER_BYTES_MAX] = [1 << 16, 8 << 20] as const;
const PARTITION_BYTES = 1 << 20;

/** Asks the leaders of partitions for what is wanted of them, one answer of each leader at a time. */
export class LeaderAsks {
  readonly #wire: Pick<Wire, 'fetch' | 'leaders'>;
  readonly #inFlight = new Map<number, Promise<Answer>>();
  #leaders: ReadonlyMap<number, number> = new Map();
  #answerBytes: number = ANSWER_BYTES_MAX;

  constructor(wire: Pick<Wire, 'fetch' | 'leaders'>) {
    this.#wire = wire;
  }

  /** The answers that are on their way. */
  get inFlight(): readonly Promise<Answer>[] {
    return [...this.#inFlight.values()];
  }

  /** All partitions that there are, as far as it was learnt. */
  get partitions(): Iterable<number> {
    return this.#leaders.keys();
  }

  /** Finds out who leads what. */
  async learn(): Promise<void> {
    this.#leaders = await this.#wire.leaders();
  }

  hasLeader(partition: number): boolean {
    return this.#leaderOf(partition) >= 0;
  }

  /**
   * Asks every leader that is not being asked; whom nobody leads is left out.
   *
   * @param wanted In the order in which they are wanted: an answer may not hold all.
   * @param maxWaitMs How long a leader may wait for something to come.
   */
  ask(wanted: readonly Wanted[], maxWaitMs: number): void {
    for (const leader of new Set(wanted.map(({ partition }) => this.#leaderOf(partition)))) {
      if (leader < 0 || this.#inFlight.has(leader)) continue;
      const partitions = wanted
        .filter(({ partition }) => this.#leaderOf(partition) === leader)
        .map(({ partition, fetchOffset }) => ({ partition, offset: fetchOffset }));
      const maxBytes = this.#answerBytes;
      const partitionMaxBytes = Math.min(maxBytes, PARTITION_BYTES);
      const first = partitions[0]?.partition ?? -1;
      const answer = this.#wire.fetch(leader, { partitions, maxWaitMs, maxBytes, partitionMaxBytes }).then(
        (fetched) => ({ leader, first, fetched }),
        (cause: unknown) => ({ leader, first, cause }),
      );
      this.#inFlight.set(leader, answer);
    }
  }

  /** One has come: its leader may be asked again. */
  answered({ leader }: Answer): void {
    this.#inFlight.delete(leader);
  }

  /** All went well: more is asked for at once. */
  widen(): void {
    this.#answerBytes = Math.min(2 * this.#answerBytes, ANSWER_BYTES_MAX);
  }

  /** The road broke: less is asked for at once, and what is on its way is not waited for. */
  giveUp(): void {
    this.#answerBytes = Math.max(this.#answerBytes >> 2, ANSWER_BYTES_MIN);
    this.#inFlight.clear();
  }

  #leaderOf(partition: number): number {
    return this.#leaders.get(partition) ?? -1;
  }
}
