import type { PageData } from '../data/page-data.js';
import { escapeHtml } from '../escape-html.js';
import { buttonGroup } from './button-group.js';
import type { Section } from './section.js';

/** The price with each fill where it happened, and why. */
export const priceSection = ({ prices, fills }: PageData): Section | null => {
  const symbols = Object.keys(prices);
  if (symbols.length === 0) return null;
  const options = symbols.map((symbol) => `<option>${escapeHtml(symbol)}</option>`).join('');
  const label = `Price with ${fills.at.length} fills; the table of trades has them in words`;
  return {
    id: 'price-part',
    title: 'Price and trades',
    inner: `<div class="controls"><label>Symbol <select id="symbol">${options}</select></label>
${buttonGroup('Fills', { before: '◀ Fill', after: 'Fill ▶' })}
${buttonGroup('Range of the price', RANGE)}
<span class="keys">${KEY}</span></div>
<div class="plot price" id="price" tabindex="0" role="group" aria-label="${label}"></div>
<p class="read" id="price-read"></p><ul class="told soft" id="fill-read"
 role="status"><li>Move over the chart, or go from fill to fill, to read what was done and why.</li></ul>`,
  };
};

const RANGE = { 'price-closer': 'Closer', 'price-farther': 'Farther', 'price-whole': 'Whole run' };

const KEY = [
  ['long', 'M5 0 10 9H0Z', 'in, long'],
  ['short', 'M5 10 10 1H0Z', 'in, short'],
  ['exit', 'M5 1a4 4 0 1 0 .01 0Z', 'out'],
]
  .map(
    ([kind, path, text]) =>
      `<span class="key"><svg viewBox="0 0 10 10" aria-hidden="true">
<path class="${kind}" d="${path}"/></svg>${text}</span>`,
  )
  .join('');
