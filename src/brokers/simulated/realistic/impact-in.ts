import type { Bar, Quote, Trade } from '../../../domain/market-event.js';
import type { Impact } from '../laws/liquidity.js';
import { SLIPPAGE_LAWS } from '../laws/slippage-laws.js';
import type { Desk } from './desk.js';

/**
 * How the chosen law lets the price of a row give way. The spread is the row's own quotes' (of a bar those at
 * its open), else the configured one.
 */
export const impactIn = ({ settings, volatility }: Desk, row: Bar | Quote | Trade): Impact => {
  const [law, usual] = SLIPPAGE_LAWS[settings.slippage ?? 'volume-share'];
  const coefficient = settings.slippageCoefficient ?? usual;
  // Looked up when somebody takes from the row: most rows give nothing.
  return (share) => {
    const spread = spreadOf(row) ?? settings.spreadBps / 10_000;
    return law({ share, spread, sigma: volatility.of(row.symbol) }, coefficient);
  };
};

/** As a part of the mid; that of a crossed quote is none. */
const spreadOf = (row: Bar | Quote | Trade): number | null => {
  if (row.kind === 'trade') return null;
  const bid = row.kind === 'bar' ? row.bid?.open : row.bid;
  const ask = row.kind === 'bar' ? row.ask?.open : row.ask;
  return bid === undefined || ask === undefined ? null : (2 * Math.max(0, ask - bid)) / (ask + bid);
};
