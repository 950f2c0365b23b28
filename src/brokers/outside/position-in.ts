import type { PortfolioView } from '../../domain/portfolio-view.js';
import { withoutNoise } from '../../portfolio/without-noise.js';

/** Signed units that all pipelines together hold. */
export const positionIn = (portfolio: PortfolioView, symbol: string): number => {
  let held = 0;
  for (const pipeline of portfolio.pipelines) held += portfolio.position(pipeline, symbol);
  return withoutNoise(held);
};
