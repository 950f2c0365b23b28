import type { LineChart } from '../data/line-chart.js';
import { chartFigure } from './chart-figure.js';
import type { Section } from './section.js';

const TITLES: Readonly<Record<string, string>> = {
  'rolling-sharpe': 'Sharpe',
  'rolling-volatility': 'Volatility a year, percent',
  'rolling-beta': 'Beta',
};

/** Sharpe, volatility and beta of successive windows, each of so many sessions. */
export const rollingSection = (charts: readonly LineChart[], window: number | null): Section => {
  const figures = charts.flatMap((chart) => {
    const title = TITLES[chart.id];
    return title === undefined ? [] : [chartFigure(chart, { title, look: 'middle' })];
  });
  if (window === null) {
    return {
      id: 'rolling-part',
      title: 'Rolling figures',
      inner: '<p>The run is too short for a window to roll.</p>',
    };
  }
  const about = `Of each ${window} successive sessions, drawn at the last of them.`;
  const noBeta = figures.length < 3 ? ' No beta: the run has nothing to be compared with.' : '';
  return {
    id: 'rolling-part',
    title: 'Rolling figures',
    inner: `<p class="soft">${about}${noBeta}</p><div class="three">${figures.join('\n')}</div>`,
  };
};
