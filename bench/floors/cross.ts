/** Two moving averages of one symbol and whether they crossed, in numbers alone. */
export class Cross {
  private readonly window: Float64Array;
  private count = 0;
  private fast = 0;
  private slow = 0;
  private side = 0;

  constructor(
    private readonly fastSpan: number,
    private readonly slowSpan: number,
  ) {
    this.window = new Float64Array(slowSpan);
  }

  /** Takes a close; 1 where the fast average crossed up with it, -1 down, 0 where it did not. */
  add(close: number): number {
    const { window, fastSpan, slowSpan, count } = this;
    this.fast += close;
    this.slow += close;
    if (count >= fastSpan) this.fast -= window[(count - fastSpan) % slowSpan] ?? 0;
    if (count >= slowSpan) this.slow -= window[count % slowSpan] ?? 0;
    window[count % slowSpan] = close;
    this.count = count + 1;
    if (count + 1 < slowSpan) return 0;
    const side = Math.sign(this.fast / fastSpan - this.slow / slowSpan);
    const before = this.side;
    this.side = side;
    return side * before < 0 ? side : 0;
  }
}

/** Money and what is held of one symbol, filled at the next open. */
export class Book {
  trades = 0;
  cash = 0;
  held = 0;
  private wanted = 0;

  /** The next price after what was decided. */
  open(price: number): void {
    if (this.wanted === this.held) return;
    if (this.wanted === 0) this.trades += 1;
    this.cash -= (this.wanted - this.held) * price;
    this.held = this.wanted;
  }

  decide(way: number, quantity: number): void {
    if (way !== 0) this.wanted = way > 0 ? quantity : 0;
  }
}
