import type { ExposureFigures } from '../data/exposure-figures.js';
import { figureText } from '../figure-text.js';
import { factsList } from './facts-list.js';
import type { Section } from './section.js';

/** How much was held, and how often it was turned over. */
export const exposureSection = (figures: ExposureFigures, currency: string): Section => ({
  id: 'exposure-part',
  title: 'Exposure and turnover',
  inner: factsList([
    ['Bars with a position', figureText(figures.timeInMarketPct, 'percent')],
    ['Mean exposure', figureText(figures.averageExposurePct, 'percent')],
    ['Largest exposure', figureText(figures.largestExposurePct, 'percent')],
    ['Turnover a year', `${figureText(figures.turnover, 'ratio')} ×`],
    [`Traded, ${currency}`, figureText(figures.traded, 'money')],
    ['Fills', figureText(figures.fills, 'count')],
    [`Commissions, ${currency}`, figureText(figures.commissions, 'money')],
    ['Commissions, bps of traded', figureText(figures.commissionBps, 'ratio')],
  ]),
});
