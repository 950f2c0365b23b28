import { drawLines, startLines } from './line-charts.js';
import { drawPrice } from './price-chart.js';
import { startPrice } from './price-controls.js';
import { startList } from './trade-list.js';

/** What fits on A4 and on letter paper, in CSS pixels. */
const PAPER_PIXELS = 680;

/** @param {number} [paper] */
const draw = (paper) => {
  drawLines(paper);
  drawPrice(paper);
};

draw();
startLines();
startPrice();
startList();

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw());
addEventListener('beforeprint', () => {
  document.documentElement.classList.add('paper');
  draw(PAPER_PIXELS);
});
addEventListener('afterprint', () => {
  document.documentElement.classList.remove('paper');
  draw();
});

let width = document.body.clientWidth;
new ResizeObserver(() => {
  // A page that only grew longer keeps its charts.
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  draw();
}).observe(document.body);
