/** What trades won and lost on average, as parts of the capital there was before each. */
export interface TradeExpectancy {
  readonly averageWin: number;
  /** Negative. */
  readonly averageLoss: number;
  readonly profitLossRatio: number;
}

/**
 * Each trade's profit divided by the capital before it, averaged over the winners and over the others. What
 * there is none of is 0.
 *
 * Source: LEAN, commit 2486390, `PortfolioStatistics`.
 *
 * @param profits Money, in order of time.
 */
export const tradeExpectancy = (profits: readonly number[], startEquity: number): TradeExpectancy => {
  let capital = startEquity;
  const parts = profits.map((profit) => {
    const part = profit / capital;
    capital += profit;
    return { part, wins: profit > 0 };
  });
  const averageOf = (isWanted: boolean): number => {
    const wanted = parts.filter(({ wins }) => wins === isWanted);
    return wanted.length === 0 ? 0 : wanted.reduce((sum, { part }) => sum + part, 0) / wanted.length;
  };
  const [averageWin, averageLoss] = [averageOf(true), averageOf(false)];
  return {
    averageWin,
    averageLoss,
    profitLossRatio: averageLoss === 0 ? 0 : averageWin / Math.abs(averageLoss),
  };
};
