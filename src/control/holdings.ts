import type { Lot } from '../domain/lot.js';
import { markPrice } from '../domain/mark-price.js';
import type { MarketView, PortfolioView } from '../domain/portfolio-view.js';
import type { PositionView } from './live-view.js';

/** What positions are shown from. */
export interface HoldingsSeen {
  readonly portfolio: Pick<PortfolioView, 'pipelines' | 'lots'>;
  readonly market: MarketView;
  readonly multiplierOf: (symbol: string) => number;
  /** Money that fills in a symbol have brought a pipeline, less what they took. */
  readonly cashFlow: (pipeline: string, symbol: string) => number;
}

/** What each pipeline holds, by symbol, and after it the account's net in every such symbol. */
export const holdings = (seen: HoldingsSeen): readonly PositionView[] => {
  const each = seen.portfolio.pipelines.flatMap((pipeline) => {
    const lots = seen.portfolio.lots(pipeline);
    const symbols = [...new Set(lots.map(({ symbol }) => symbol))].sort();
    return symbols.map((symbol) =>
      positionOf(
        pipeline,
        lots.filter((lot) => lot.symbol === symbol),
        { ...seen, symbol },
      ),
    );
  });
  const symbols = [...new Set(each.map(({ symbol }) => symbol))].sort();
  return [
    ...each,
    ...symbols.map((symbol) =>
      netOf(
        symbol,
        each.filter((one) => one.symbol === symbol),
        seen,
      ),
    ),
  ];
};

const positionOf = (
  pipeline: string,
  lots: readonly Lot[],
  { market, multiplierOf, cashFlow, symbol }: HoldingsSeen & { readonly symbol: string },
): PositionView => {
  const quantity = sum(lots.map((lot) => lot.quantity));
  const paid = sum(lots.map((lot) => lot.quantity * lot.entryPrice));
  const multiplier = multiplierOf(symbol);
  const mark = markPrice(market, symbol, quantity) ?? null;
  return {
    pipeline,
    symbol,
    quantity,
    averagePrice: quantity === 0 ? null : paid / quantity,
    markPrice: mark,
    unrealised: mark === null ? null : (quantity * mark - paid) * multiplier,
    // What came in and is not tied up in what is still held; whichever lots were closed, it is the same.
    realised: cashFlow(pipeline, symbol) + paid * multiplier,
  };
};

const netOf = (symbol: string, each: readonly PositionView[], { market }: HoldingsSeen): PositionView => {
  const quantity = sum(each.map((one) => one.quantity));
  const paid = sum(each.map((one) => one.quantity * (one.averagePrice ?? 0)));
  const open = each.map(({ unrealised }) => unrealised);
  return {
    pipeline: null,
    symbol,
    quantity,
    averagePrice: quantity === 0 ? null : paid / quantity,
    markPrice: markPrice(market, symbol, quantity) ?? null,
    unrealised: open.includes(null) ? null : sum(open.map((money) => money ?? 0)),
    realised: sum(each.map(({ realised }) => realised)),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
