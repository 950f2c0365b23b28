/** Counts approved orders over the last minute of engine time; remembers that minute's instants alone. */
export class OrderRate {
  private instants: number[] = [];

  add(at: number): void {
    // Also where no limit ever asks, so that a run of any length remembers a minute and no more.
    this.forget(at);
    this.instants.push(at);
  }

  /** Orders in the minute that ends now. */
  inLastMinute(now: number): number {
    this.forget(now);
    return this.instants.length;
  }

  private forget(now: number): void {
    while (this.instants[0] !== undefined && this.instants[0] <= now - 60_000) this.instants.shift();
  }
}
