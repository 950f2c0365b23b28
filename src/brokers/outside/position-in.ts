import type { PortfolioView } from '../../domain/portfolio-view.js';

/** Signed units that all pipelines together hold; parts of a unit add up with noise. */
export const positionIn = (portfolio: PortfolioView, symbol: string): number => {
  let held = 0;
  for (const pipeline of portfolio.pipelines) held += portfolio.position(pipeline, symbol);
  return Number(held.toPrecision(12));
};
