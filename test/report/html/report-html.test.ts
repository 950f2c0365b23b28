import { describe, expect, it } from '@jest/globals';
import { pageParts } from '../../../src/cli/page-parts.js';
import { reportHtml } from '../../../src/report/html/report-html.js';
import { runResult } from '../run-result.js';
import { HOSTILE, hostile } from './hostile.js';

const parts = pageParts();
const two = runResult({ bars: 600, symbols: ['ALPHA', 'BETA'] });

describe('reportHtml', () => {
  it('names nothing outside itself but the makers of its charts', () => {
    const html = reportHtml(two, { scripts: [], styles: [] });
    expect(html).toContain("default-src 'none'");
    expect(html.replaceAll('https://www.tradingview.com/', '')).not.toMatch(
      /https?:|\bsrc=|@import|url\((?!#)/,
    );
  });

  it('keeps the notice and the licence that its charts ask for', () => {
    const html = reportHtml(two, parts);
    expect(html).toContain('TradingView Lightweight Charts™, Copyright (c) TradingView, Inc.');
    expect(html).toContain('https://www.tradingview.com/');
    expect(html).toContain('Licensed under Apache License 2.0');
    expect(html).toContain('attributionLogo: true');
  });

  it('is the same text for the same run', () => {
    expect(reportHtml(two, parts)).toBe(reportHtml(two, pageParts()));
  });

  it('evaluates no text as a program', () => {
    expect(parts.scripts.join('\n')).not.toMatch(/\beval\(|new Function\(/);
  });

  it('ends no script before its end', () => {
    const html = reportHtml(hostile(), { scripts: ["const text = '</script><!--';"], styles: [] });
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain("const text = '<\\/script><\\!--';");
    expect(html.split(HOSTILE)).toHaveLength(1);
  });

  it('says where the result comes from and what the rules leave out', () => {
    const html = reportHtml(two, { scripts: [], styles: [] });
    for (const hash of [two.run.journalHash, two.run.decisionHash, two.run.tapeHash]) {
      expect(html).toContain(`<td>${hash ?? ''}</td>`);
    }
    expect(html).toContain('<th scope="row">Seed</th><td>7</td>');
    expect(html).toContain('millrace 0.1.0, node 22.0.0');
    expect(html).toContain('&quot;spreadBps&quot;: 0');
    expect(html).toContain('Rules realistic:');
    expect(html).toContain('<li>Borrow fees are not modelled.</li><li>A cancel arrives at once.</li>');
    expect(html).toContain('fills at back-adjusted prices');
  });
});
