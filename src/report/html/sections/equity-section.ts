import type { LineChart } from '../data/line-chart.js';
import { buttonGroup } from './button-group.js';
import { chartFigure } from './chart-figure.js';
import type { Section } from './section.js';

/** Equity, drawdown and exposure below each other over one axis of time. */
export const equitySection = (charts: readonly LineChart[], currency: string): Section => {
  const places: Readonly<Record<string, { title: string; look: string }>> = {
    equity: { title: `Equity, ${currency}`, look: 'tall' },
    drawdown: { title: 'Drawdown, percent', look: 'low' },
    exposure: { title: 'Exposure, percent of equity', look: 'low' },
  };
  const figures = charts.flatMap((chart) => {
    const place = places[chart.id];
    return place ? [chartFigure(chart, place)] : [];
  });
  if (figures.length === 0)
    return { id: 'equity-part', title: 'Equity', inner: '<p>No event, so no chart.</p>' };
  return { id: 'equity-part', title: 'Equity', inner: `${CONTROLS}\n${figures.join('\n')}` };
};

const RANGE = { closer: 'Closer', farther: 'Farther', whole: 'Whole run' };

const CONTROLS = `<div class="controls">${buttonGroup('Range of time of the charts', RANGE)}
<span class="soft" id="keys">Drag across a chart to look closer. On a chart, arrow keys read it, + and −
change the range, Escape shows the whole run.</span></div>
<p class="aside" id="spoken" role="status"></p>`;
