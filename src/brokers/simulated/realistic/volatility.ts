/** Returns that the deviation is taken over. */
const RETURNS = 20;

/** How much each symbol's closes have moved from bar to bar of late. */
export class Volatility {
  readonly #closes = new Map<string, readonly number[]>();

  /** A bar is over. */
  add(symbol: string, close: number): void {
    this.#closes.set(symbol, [...(this.#closes.get(symbol) ?? []).slice(-RETURNS), close]);
  }

  /** Closes before a split are no returns beside those after it. */
  split(symbol: string, ratio: number): void {
    const closes = this.#closes.get(symbol);
    if (closes)
      this.#closes.set(
        symbol,
        closes.map((close) => close / ratio),
      );
  }

  /** The sample standard deviation of the last 20 returns; null before there are two. */
  of(symbol: string): number | null {
    const closes = this.#closes.get(symbol) ?? [];
    const returns = closes.slice(1).map((close, index) => close / (closes[index] ?? Number.NaN) - 1);
    if (returns.length < 2) return null;
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / (returns.length - 1));
  }
}
