/** How many bars of one symbol a pipeline has been sent. */
export interface BarCount {
  count: number;
}

/** Numbers each pipeline's own bars of each symbol, from 0, for trades and for warm-up. */
export class OwnBarCount {
  private readonly counts = new Map<string, Map<string, BarCount>>();
  private delivered = false;

  /** The count of one symbol's bars, which whoever sends a bar adds to. */
  of(pipeline: string, symbol: string): BarCount {
    const own = this.counts.get(pipeline) ?? new Map<string, BarCount>();
    this.counts.set(pipeline, own);
    const count = own.get(symbol) ?? { count: 0 };
    own.set(symbol, count);
    return count;
  }

  count(pipeline: string, symbol: string): number {
    return this.counts.get(pipeline)?.get(symbol)?.count ?? 0;
  }

  /** Whether the row in progress has been delivered, so that its bar is already counted. */
  setDelivered(delivered: boolean): void {
    this.delivered = delivered;
  }

  /** The bar in which something happens now, or the one before it; null for a pipeline without bars of it. */
  indexOf(pipeline: string, symbol: string, bar: 'current' | 'previous'): number | null {
    const count = this.count(pipeline, symbol);
    if (count === 0) return null;
    return count - (this.delivered ? 1 : 0) - (bar === 'previous' ? 1 : 0);
  }
}
