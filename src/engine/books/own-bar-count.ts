/** Numbers each pipeline's own bars of each symbol, from 0, for trades and for warm-up. */
export class OwnBarCount {
  private readonly counts = new Map<string, Map<string, number>>();
  private delivered = false;

  /** A bar is on its way to its pipeline. */
  add(pipeline: string, symbol: string): void {
    const own = this.counts.get(pipeline);
    if (own) own.set(symbol, (own.get(symbol) ?? 0) + 1);
    else this.counts.set(pipeline, new Map([[symbol, 1]]));
  }

  count(pipeline: string, symbol: string): number {
    return this.counts.get(pipeline)?.get(symbol) ?? 0;
  }

  /** Whether the row in progress has been delivered, so that its bar is already counted. */
  setDelivered(delivered: boolean): void {
    this.delivered = delivered;
  }

  /** The bar in which something happens now, or the one before it; null for a pipeline without bars of it. */
  indexOf(pipeline: string, symbol: string, bar: 'current' | 'previous'): number | null {
    const count = this.counts.get(pipeline)?.get(symbol);
    if (count === undefined) return null;
    return count - (this.delivered ? 1 : 0) - (bar === 'previous' ? 1 : 0);
  }
}
