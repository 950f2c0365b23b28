const BUCKETS = 256;

/** How a stream went, cut into equal spans of time. */
export interface Course {
  /** When the first span begins, epoch milliseconds, and how long each is. */
  readonly first: number;
  readonly stepMs: number;
  /** The last price in each span; that of the one before where it has none. */
  readonly prices: readonly number[];
  /** How many rows lie in each. */
  readonly rows: readonly number[];
}

/** Follows a stream of any length in a few hundred numbers: of too many spans each becomes twice as long. */
export class CourseFold {
  readonly #prices = new Float64Array(BUCKETS).fill(Number.NaN);
  readonly #rows = new Float64Array(BUCKETS);
  #first = Number.NaN;
  #stepMs = 1;
  #used = 0;

  add(at: number, price: number): void {
    if (this.#used === 0) this.#first = at;
    let bucket = Math.floor((at - this.#first) / this.#stepMs);
    while (bucket >= BUCKETS) {
      this.#double();
      bucket = Math.floor((at - this.#first) / this.#stepMs);
    }
    if (bucket >= this.#used) this.#used = bucket + 1;
    this.#rows[bucket] = (this.#rows[bucket] ?? 0) + 1;
    this.#prices[bucket] = price;
  }

  result(): Course {
    let last = Number.NaN;
    const prices = [...this.#prices.subarray(0, this.#used)].map((price) => {
      if (!Number.isNaN(price)) last = price;
      return last;
    });
    const rows = [...this.#rows.subarray(0, this.#used)];
    return { first: this.#first, stepMs: this.#stepMs, prices, rows };
  }

  #double(): void {
    this.#stepMs *= 2;
    this.#used = Math.ceil(this.#used / 2);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const [left, right] = [2 * bucket, 2 * bucket + 1];
      const later = this.#prices[right] ?? Number.NaN;
      this.#prices[bucket] = Number.isNaN(later) ? (this.#prices[left] ?? Number.NaN) : later;
      this.#rows[bucket] = (this.#rows[left] ?? 0) + (this.#rows[right] ?? 0);
    }
  }
}
