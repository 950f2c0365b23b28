import type { RunResult } from '../run-result.js';
import { titleOf } from '../title-of.js';
import { benchmarkRows } from './data/benchmark-rows.js';
import { exposureFigures } from './data/exposure-figures.js';
import { pageData } from './data/page-data.js';
import { rollingLines } from './data/rolling-lines.js';
import { sessionReturns } from './data/session-returns.js';
import { worstDrawdowns } from './data/worst-drawdowns.js';
import { escapeHtml } from './escape-html.js';
import { inlineScript } from './inline-script.js';
import type { PageParts } from './page-parts.js';
import { scriptJson } from './script-json.js';
import { benchmarkSection } from './sections/benchmark-section.js';
import { drawdownsSection } from './sections/drawdowns-section.js';
import { equitySection } from './sections/equity-section.js';
import { exposureSection } from './sections/exposure-section.js';
import { keyFigures } from './sections/key-figures.js';
import { omissionsSection } from './sections/omissions-section.js';
import { contents, pageHeader } from './sections/page-header.js';
import { priceSection } from './sections/price-section.js';
import { provenanceSection } from './sections/provenance-section.js';
import { returnsSection } from './sections/returns-section.js';
import { rollingSection } from './sections/rolling-section.js';
import type { Section } from './sections/section.js';
import { tradesSection } from './sections/trades-section.js';
import { style } from './style/style.js';

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

/**
 * A run as one HTML file that asks nothing of anyone: figures, charts, trades with their reasons, provenance.
 *
 * @param parts The page's scripts and the libraries' styles, as they are to stand in the file.
 */
export const reportHtml = (result: RunResult, parts: PageParts): string => {
  const { facts, currency } = result;
  const run = sessionReturns(facts);
  const data = pageData(facts, run);
  const sections = [
    equitySection(data.charts, currency),
    returnsSection(run),
    drawdownsSection(worstDrawdowns(run)),
    rollingSection(data.charts, rollingLines(run)?.window ?? null),
    benchmarkSection(benchmarkRows(run), facts.benchmark),
    exposureSection(exposureFigures(facts, run.rows), currency),
    priceSection(data),
    tradesSection(result, data),
    omissionsSection(result),
    provenanceSection(result),
  ].filter((section) => section !== null);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(titleOf(result))}</title>
${[...parts.styles, style].map((text) => `<style>${text}</style>`).join('\n')}
</head>
<body>
<main>
${pageHeader(result)}
${contents(sections)}
${keyFigures(result.statistics)}
${sections.map(sectionHtml).join('\n')}
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
${parts.scripts.map((code) => `<script>${inlineScript(code)}</script>`).join('\n')}
</body>
</html>
`;
};

const sectionHtml = ({ id, title, inner }: Section): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>
${inner}
</section>`;
