import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pageParts } from '../../../src/cli/page-parts.js';
import { reportHtml } from '../../../src/report/html/report-html.js';
import { describeWithBrowser } from '../../describe-with-browser.js';
import { runResult } from '../run-result.js';
import { contrasts } from './contrasts.js';
import { reader } from './reader.js';
import { screens } from './screens.js';

const html = reportHtml(runResult({ bars: 900, symbols: ['ALPHA', 'BETA'] }), pageParts());

/** The texts of what a selector finds, each by what a test calls it. */
const found = (page: Page, script: string): Promise<string[]> =>
  page.evaluate<string[]>(`(() => { ${script} })()`);

describeWithBrowser('report.html for every reader', (executablePath) => {
  const open = reader(executablePath);

  it.each(screens)('has contrast and nothing beyond the edge at $width in the $scheme', async (screen) => {
    const { page } = await open(html, screen.options);
    await page.evaluate('document.querySelectorAll("details").forEach((part) => (part.open = true))');
    const texts = await page.evaluate<{ text: string; ratio: number }[]>(contrasts);
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen.width);
  });

  it('follows the keyboard in the order of the page, and shows where it is', async () => {
    const { page } = await open(html, { viewport: { width: 1400, height: 900 } });
    const stops: { id: number; name: string; outline: string }[] = [];
    await page.evaluate('[...document.querySelectorAll("*")].forEach((one, n) => (one.dataset.n = n))');
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(`(() => {
        const one = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const name = one.ariaLabel || one.textContent.trim().slice(0, 20) || one.title;
        return { id: Number(one.dataset.n), name, outline: outlineStyle + ' ' + outlineWidth };
      })()`);
      stops.push(stop as (typeof stops)[number]); // what the script gives
    }
    expect(stops.map(({ id }) => id)).toEqual(stops.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(new Set(stops.map(({ id }) => id)).size).toBe(60);
    expect(stops.filter(({ outline }) => outline !== 'solid 2px')).toEqual([]);
    expect(stops.filter(({ name }) => name === '')).toEqual([]);
  });

  it('names its tables, their heads, its pictures and its buttons', async () => {
    const { page } = await open(html);
    expect(await page.locator('table').count()).toBeGreaterThan(7);
    const bare = await found(
      page,
      `const named = (one) => one.caption || document.getElementById(one.getAttribute('aria-labelledby'));
      const lacking = (selector, isFine) =>
        [...document.querySelectorAll(selector)].filter((one) => !isFine(one)).map((one) => one.outerHTML);
      return [
        ...lacking('table:not([role=presentation])', named),
        ...lacking('th', (one) => one.scope === 'col' || one.scope === 'row'),
        ...lacking('[role=img], [role=region], [role=group], nav', (one) => one.ariaLabel),
        ...lacking('button, a, summary', (one) => one.ariaLabel || one.textContent.trim() || one.title),
        ...lacking('select', (one) => one.labels.length > 0),
        ...lacking('section', (one) => document.getElementById(one.getAttribute('aria-labelledby'))),
        ...lacking('[tabindex]', (one) => one.tabIndex <= 0),
      ];`,
    );
    expect(bare).toEqual([]);
    const ids = await found(page, 'return [...document.querySelectorAll("[id]")].map(({ id }) => id);');
    expect(ids.length).toBe(new Set(ids).size);
    const headings = await found(
      page,
      'return [...document.querySelectorAll("h1,h2,h3,h4")].map((one) => one.tagName);',
    );
    expect(headings.join(' ')).toMatch(/^H1( H2( H3)*)+$/);
  });

  it('says in words what its charts show', async () => {
    const { page } = await open(html);
    expect(await page.locator('#equity').getAttribute('aria-label')).toMatch(
      /^Equity, USD, 2020-01-01 to 2022-06-18: Equity from 10,\d{3}\.\d\d to .*, lowest .*, highest /,
    );
    expect(await page.locator('.spread [role=img]').first().getAttribute('aria-label')).toMatch(
      /^Returns of sessions, percent: 899 in \d+ bins, most \(\d+\) in /,
    );
  });

  it('turns with the screen from light to dark, its charts too', async () => {
    const { page } = await open(html, { colorScheme: 'light' });
    const corner = `(() => {
      const canvas = document.querySelector('#price canvas');
      return [...canvas.getContext('2d').getImageData(2, 2, 1, 1).data].slice(0, 3);
    })()`;
    expect(await page.evaluate(corner)).toEqual([255, 255, 255]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(`${corner}[0] === 18`);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 22, 27)');
  });

  it('prints light on paper, charts and all', async () => {
    const { page, complaints } = await open(html, { colorScheme: 'dark' });
    await page.evaluate('window.addEventListener("beforeprint", () => (window.printed = true))');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(50_000);
    expect(await page.evaluate('window.printed')).toBe(true);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(complaints).toEqual([]);
  });
});
