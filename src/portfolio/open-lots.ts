import type { Lot } from '../domain/lot.js';

const NONE: readonly Lot[] = [];

/** The open lots of one account, oldest first, and those of each symbol: every intent asks for its own. */
export class OpenLots {
  private lots: Lot[] = [];
  private readonly bySymbol = new Map<string, Lot[]>();

  all(): readonly Lot[] {
    return this.lots;
  }

  of(symbol: string): readonly Lot[] {
    return this.bySymbol.get(symbol) ?? NONE;
  }

  /** One more, the newest. */
  open(lot: Lot): void {
    this.lots.push(lot);
    const own = this.bySymbol.get(lot.symbol);
    if (own) own.push(lot);
    else this.bySymbol.set(lot.symbol, [lot]);
  }

  /** What is open now, of all symbols. */
  become(lots: readonly Lot[]): void {
    this.lots = [];
    this.bySymbol.clear();
    for (const lot of lots) this.open(lot);
  }

  /** What is open now, where nothing changed but the lots of one symbol. */
  becomeBut(symbol: string, lots: Lot[]): void {
    this.lots = lots;
    this.bySymbol.set(
      symbol,
      lots.filter((lot) => lot.symbol === symbol),
    );
  }
}
