import { paramsText } from '../params-text.js';
import type { RunResult } from '../run-result.js';
import { titleOf } from '../title-of.js';
import { axisScript } from './axis-script.js';
import type { ChartData } from './chart-data.js';
import { chartData } from './chart-data.js';
import { chartScript } from './chart-script.js';
import { escapeHtml } from './escape-html.js';
import { keyFigures } from './key-figures.js';
import { provenance } from './provenance.js';
import { scriptJson } from './script-json.js';
import { style } from './style.js';
import { tableScript } from './table-script.js';
import { viewScript } from './view-script.js';

/**
 * Nothing may be fetched, framed or sent: the file is all there is. The icon is empty, else browsers ask for
 * one.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "script-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A run as one HTML file that asks nothing of anyone: charts, trades with their reasons, provenance. */
export const reportHtml = (result: RunResult): string => {
  const data = chartData(result);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(titleOf(result))}</title>
<style>${style}</style>
</head>
<body>
<main>
${header(result)}
${keyFigures(result.statistics)}
${sentences(result)}
${charts(data)}
${trades(data)}
<h2>Provenance</h2>
${provenance(result)}
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>
(() => {
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
${axisScript}${chartScript}${viewScript}${tableScript}
})();
</script>
</body>
</html>
`;
};

const header = (result: RunResult): string => {
  const { run, currency } = result;
  const span = [run.startAt, run.endAt].map((at) => at?.slice(0, 10) ?? '–').join(' to ');
  const about = `${span} · rules ${run.rules} · money in ${currency}, times in UTC`;
  return `<h1>${escapeHtml(titleOf(result))}</h1>
<p>${escapeHtml(paramsText(run.params))}</p>
<p class="soft">${escapeHtml(about)}</p>`;
};

const sentences = ({ run, notModelled, notices }: RunResult): string => {
  const noticed = notices.map((text) => `<p class="notice">${escapeHtml(text)}</p>`).join('');
  if (notModelled.length === 0) return noticed;
  const left = notModelled.map(escapeHtml).join(' ');
  return `${noticed}<p class="soft">Not modelled by the rules ${escapeHtml(run.rules)}: ${left}</p>`;
};

const HINT = 'Move over a chart to read it, drag to look closer; keys: arrows, + and -, Escape';

const charts = ({ equity, prices }: ChartData): string => {
  const symbols = Object.keys(prices);
  if (equity.at.length === 0) return '<p>No event, so no chart.</p>';
  const options = symbols.map((symbol) => `<option>${escapeHtml(symbol)}</option>`).join('');
  const choice = symbols.length > 1 ? `<label>Symbol <select id="symbol">${options}</select></label>` : '';
  const price = `<div class="bar"><h2>Price, entries and exits</h2>${choice}
<span class="key">${key()}</span></div>
${figure('price', 'Price with entries and exits')}`;
  return `<section>
<div class="bar"><h2>Equity</h2><button id="whole" disabled>Whole run</button></div>
<p class="read soft" id="read" aria-live="polite" data-hint="${HINT}">${HINT}</p>
${figure('equity', 'Equity over time')}
<h2>Drawdown, percent</h2>
${figure('drawdown', 'Drawdown over time in percent')}
${symbols.length > 0 ? price : ''}
</section>`;
};

const figure = (id: string, label: string): string =>
  `<figure class="chart" id="${id}" tabindex="0" role="img" aria-label="${label}"></figure>`;

const key = (): string =>
  [
    ['long', 'M5 0 10 9H0Z', 'long in'],
    ['short', 'M5 10 10 1H0Z', 'short in'],
    ['exit', 'M5 0 10 5 5 10 0 5Z', 'out'],
  ]
    .map(
      ([kind, path, text]) =>
        `<span><svg viewBox="0 0 10 10"><path class="${kind}" d="${path}"/></svg>${text}</span>`,
    )
    .join('');

const trades = ({ trades: listed, tradeCount }: ChartData): string => {
  const more = `<p class="soft">The first ${listed.length} of ${tradeCount}; trades.csv has all.</p>`;
  const buttons = [
    ['first', 'First'],
    ['back', 'Back'],
    ['next', 'Next'],
    ['last', 'Last'],
  ].map(([id, text]) => `<button id="${id}">${text}</button>`);
  return `<div class="bar"><h2>Trades</h2>
<span><span class="soft" id="page" role="status"></span> ${buttons.join(' ')}</span></div>
${listed.length < tradeCount ? more : ''}
<noscript><p>The charts and this table need the script inside this file.</p></noscript>
<div class="scroll" tabindex="0" role="region" aria-label="Trades">
<table><thead id="heads"></thead><tbody id="rows"></tbody></table></div>`;
};
