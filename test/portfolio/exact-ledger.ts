/** A fill in whole numbers: quantities in thousandths, prices in billionths, money in 10^-14. */
export interface ExactFill {
  readonly pipeline: string;
  readonly symbol: string;
  /** Signed thousandths of a unit. */
  readonly quantity: bigint;
  /** Billionths of a point. */
  readonly price: bigint;
  /** 10^-14 of the currency. */
  readonly fee: bigint;
}

/** What an instrument is to money: hundredths of money per point, and when its price is paid. */
export interface ExactInstrument {
  readonly hundredths: bigint;
  readonly daily: boolean;
}

interface ExactLot {
  quantity: bigint;
  readonly price: bigint;
}

/**
 * An account kept in whole numbers from fills alone, written without a look at the product: cash is what was
 * paid,
 * the balance is capital and what closings brought, less fees; the oldest lot is closed first.
 */
export class ExactLedger {
  cash = 0n;
  private readonly balances = new Map<string, bigint>();
  private readonly lots = new Map<string, ExactLot[]>();
  closings = 0;

  constructor(
    private readonly instruments: Readonly<Record<string, ExactInstrument>>,
    capital: Readonly<Record<string, number>>,
  ) {
    for (const [pipeline, money] of Object.entries(capital)) {
      this.balances.set(pipeline, BigInt(money) * UNIT);
      this.cash += BigInt(money) * UNIT;
    }
  }

  fill({ pipeline, symbol, quantity, price, fee }: ExactFill): void {
    const { hundredths, daily } = this.instrument(symbol);
    this.earn(pipeline, -fee);
    this.cash -= fee;
    if (!daily) this.cash -= quantity * price * hundredths;
    const lots = this.lotsOf(pipeline, symbol);
    let rest = quantity;
    for (let lot = lots[0]; lot && rest !== 0n && lot.quantity > 0n !== rest > 0n; lot = lots[0]) {
      const part = abs(lot.quantity) < abs(rest) ? lot.quantity : -rest;
      const profit = part * (price - lot.price) * hundredths;
      this.earn(pipeline, profit);
      if (daily) this.cash += profit;
      this.closings += 1;
      rest += part;
      lot.quantity -= part;
      if (lot.quantity === 0n) lots.shift();
    }
    if (rest !== 0n) lots.push({ quantity: rest, price });
  }

  balance(pipeline: string): bigint {
    return this.balances.get(pipeline) ?? 0n;
  }

  /** Signed thousandths that are held. */
  position(pipeline: string, symbol: string): bigint {
    return this.lotsOf(pipeline, symbol).reduce((sum, { quantity }) => sum + quantity, 0n);
  }

  openLots(pipeline: string, symbol: string): number {
    return this.lotsOf(pipeline, symbol).length;
  }

  private earn(pipeline: string, money: bigint): void {
    this.balances.set(pipeline, this.balance(pipeline) + money);
  }

  private instrument(symbol: string): ExactInstrument {
    const instrument = this.instruments[symbol];
    if (!instrument) throw new Error(`no instrument ${symbol}`);
    return instrument;
  }

  private lotsOf(pipeline: string, symbol: string): ExactLot[] {
    const place = `${pipeline} ${symbol}`;
    const lots = this.lots.get(place) ?? [];
    this.lots.set(place, lots);
    return lots;
  }
}

/** Thousandths times billionths times hundredths. */
const UNIT = 10n ** 14n;

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** Exact money as a number. */
export const moneyOf = (exact: bigint): number => Number(exact) / 1e14;
