import { readFileSync } from 'node:fs';
import { joinedModules } from '../report/html/joined-modules.js';
import type { PageParts } from '../report/html/page-parts.js';

/**
 * Reads what a report's page is made of: the chart libraries as their packages hold them, and the page's own
 * modules, which stand beside the code that writes reports.
 */
export const pageParts = (): PageParts => {
  // The package exports the build for bundlers alone; the one for pages lies beside it.
  const charts = new URL(
    'lightweight-charts.standalone.production.js',
    import.meta.resolve('lightweight-charts'),
  );
  return {
    scripts: [
      text(charts),
      text(new URL(import.meta.resolve('uplot/dist/uPlot.iife.min.js'))),
      joinedModules('main.js', (file) => text(new URL(`../report/html/page/${file}`, import.meta.url))),
    ],
    styles: [text(new URL(import.meta.resolve('uplot/dist/uPlot.min.css')))],
  };
};

const text = (url: URL): string => readFileSync(url, 'utf8');
