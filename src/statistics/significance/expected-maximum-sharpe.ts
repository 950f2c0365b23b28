import { normalQuantile } from '../numbers/normal-quantile.js';

/** What was tried before something was chosen. */
export interface Trials {
  /** How many independent trials there were, at least 2. */
  readonly count: number;
  /** The variance of their Sharpe ratios, in the unit (per period or per year) that the result shall have. */
  readonly variance: number;
}

/** Euler and Mascheroni's constant. */
const GAMMA = 0.577_215_664_901_532_9;

/**
 * The best Sharpe ratio that trials without any skill come to on average:
 * sqrt(variance) ((1 - g) Phi^-1(1 - 1 / N) + g Phi^-1(1 - 1 / (N e))), g Euler's constant.
 *
 * Source: D. Bailey and M. López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40
 * (2014). Minus infinity of one trial, where the limit does not hold.
 */
export const expectedMaximumSharpe = ({ count, variance }: Trials): number =>
  Math.sqrt(variance) *
  ((1 - GAMMA) * normalQuantile(1 - 1 / count) + GAMMA * normalQuantile(1 - 1 / (count * Math.E)));
