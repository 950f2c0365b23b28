/** Counts approved orders over the last minute of engine time; remembers that minute's instants alone. */
export class OrderRate {
  private instants: number[] = [];

  add(at: number): void {
    this.instants.push(at);
  }

  /** Orders in the minute that ends now. */
  inLastMinute(now: number): number {
    while (this.instants[0] !== undefined && this.instants[0] <= now - 60_000) this.instants.shift();
    return this.instants.length;
  }
}
