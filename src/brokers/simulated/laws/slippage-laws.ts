import { spreadSlippage } from './spread-slippage.js';
import { squareRootImpact } from './square-root-impact.js';
import { volumeShareImpact } from './volume-share-impact.js';

/** The laws that can be chosen by name (`broker.slippage`). */
export type SlippageLaw = 'volume-share' | 'spread' | 'square-root';

/** What a law may know of the row that an order takes from, and of the order in it. */
export interface Slipping {
  /** Of the row's volume what is taken by then; null where the volume is unknown or none. */
  readonly share: number | null;
  /** Between bid and ask, as a part of the price; 0 where nobody knows. */
  readonly spread: number;
  /** Standard deviation of the returns from bar to bar, of bars before this one; null while unknown. */
  readonly sigma: number | null;
}

/** How far (a rate of the price) an order moves the price against itself, by a law's coefficient. */
export type Slippage = (slipping: Slipping, coefficient: number) => number;

/** The laws, each with the coefficient it takes where `broker.slippageCoefficient` says none. */
export const SLIPPAGE_LAWS: Readonly<Record<SlippageLaw, readonly [law: Slippage, coefficient: number]>> = {
  'volume-share': [volumeShareImpact, 0.1],
  spread: [spreadSlippage, 0.5],
  'square-root': [squareRootImpact, 1],
};
