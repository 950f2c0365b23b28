import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pageParts } from '../../../src/cli/page-parts.js';
import { reportHtml } from '../../../src/report/html/report-html.js';
import type { RunResult } from '../../../src/report/run-result.js';
import { markRows } from '../../../src/testing/mark-rows.js';
import { describeWithBrowser } from '../../describe-with-browser.js';
import { marksOf } from '../../marks-of.js';
import { runResult } from '../run-result.js';
import { HOSTILE, hostile } from './hostile.js';
import { reader } from './reader.js';

const parts = pageParts();
const html = (result: RunResult): string => reportHtml(result, parts);
const two = runResult({ bars: 600, symbols: ['ALPHA', 'BETA'] });

/** Where the charts' cursors read something, chart by chart. */
const reads = (page: Page): Promise<string[]> => page.locator('figcaption .read').allInnerTexts();

/** Distinct colours on a canvas: one is an empty chart. */
const inks = (page: Page, id: string): Promise<number> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('#${id} canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  })()`);

describeWithBrowser('report.html in a browser', (executablePath) => {
  const open = reader(executablePath);

  it('draws its charts, lists its trades, and neither complains nor asks for anything', async () => {
    const { page, complaints } = await open(html(two));
    for (const id of ['equity', 'drawdown', 'exposure', 'rolling-sharpe', 'rolling-volatility', 'price']) {
      expect(await inks(page, id)).toBeGreaterThan(3);
    }
    expect(await page.locator('#rows tr').count()).toBe(50);
    expect(await page.locator('#rows tr').first().innerText()).toContain('wave 0 of ALPHA turned back');
    expect(complaints).toEqual([]);
  });

  it('reads all charts at one instant, and looks closer by keyboard', async () => {
    const { page } = await open(html(two));
    await page.locator('#equity').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#spoken').textContent()).toContain('2020-01-02 · Equity');
    expect((await reads(page))[1]).toContain('2020-01-02 · Drawdown');
    await page.keyboard.press('+');
    expect(await page.locator('#whole').isDisabled()).toBe(false);
    await page.keyboard.press('Escape');
    expect(await page.locator('#whole').isDisabled()).toBe(true);
  });

  it('looks closer where the pointer was dragged, on every chart', async () => {
    const { page } = await open(html(two));
    const box = await page.locator('#equity').boundingBox();
    if (!box) throw new Error('the chart is not on the page');
    await page.mouse.move(box.x + box.width / 4, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(box.x + 12, box.y + 60);
    const [equity, drawdown] = await reads(page);
    expect(equity).toMatch(/^2020-(05|06)/);
    expect(drawdown?.slice(0, 10)).toBe(equity?.slice(0, 10));
    await page.getByRole('button', { name: 'Whole run' }).first().click();
    await page.mouse.move(box.x + 12, box.y + 60);
    expect((await reads(page))[0]).toMatch(/^2020-01/);
  });

  it('goes from fill to fill and tells what was done and why', async () => {
    const { page } = await open(html(two));
    await page.getByRole('button', { name: 'Fill ▶' }).click();
    expect(await page.locator('#fill-read').innerText()).toMatch(
      /^2020-01-01 in, long: bought 60 at 100 — wave 0 of ALPHA turned$/,
    );
    await page.getByRole('button', { name: 'Fill ▶' }).click();
    expect(await page.locator('#fill-read').innerText()).toContain('out: sold 60 at');
    await page.selectOption('#symbol', 'BETA');
    expect(await page.locator('#fill-read').innerText()).toBe('');
    await page.getByRole('button', { name: 'Fill ▶' }).click();
    expect(await page.locator('#fill-read').innerText()).toContain('wave 0 of BETA turned');
  });

  it('shows a trade on the chart', async () => {
    const { page } = await open(html(two));
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    await page.getByRole('button', { name: 'Trade 118, show it on the chart' }).click();
    expect(await page.locator('#symbol').inputValue()).toBe('BETA');
    const told = await page.locator('#fill-read').innerText();
    expect(told).toContain('wave 580 of BETA turned');
    expect(told).toContain('wave 580 of BETA turned back');
    expect(await page.evaluate('document.activeElement.id')).toBe('price');
  });

  it('sorts by any column and turns pages', async () => {
    const { page } = await open(html(two));
    const titles = await page.locator('#heads th').allInnerTexts();
    const results = () => page.locator(`#rows td:nth-child(${titles.indexOf('P&L') + 1})`).allInnerTexts();
    const numbers = async () =>
      (await results()).map((text) => Number(text.replaceAll(',', '').replace('−', '-')));
    await page.getByRole('button', { name: 'P&L' }).click();
    const rising = await numbers();
    expect(rising).toHaveLength(50);
    expect(rising).toEqual(rising.toSorted((left, right) => left - right));
    expect(rising[0]).toBeCloseTo(Math.min(...two.trades.map(({ pnl }) => pnl)), 2);
    await page.getByRole('button', { name: 'P&L' }).click();
    expect((await numbers())[0]).toBeCloseTo(Math.max(...two.trades.map(({ pnl }) => pnl)), 2);
    expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('P&L');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('P&L');
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    expect(await page.locator('#page').innerText()).toBe('101–118 of 118');
    expect(await page.locator('#rows tr').count()).toBe(18);
  });

  it('runs no text of the run as markup', async () => {
    const { page, complaints } = await open(html(hostile()));
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h1').innerText()).toBe(`${HOSTILE} on ${HOSTILE}`);
    expect(await page.locator('#rows tr').first().innerText()).toContain(HOSTILE);
    await page.getByRole('button', { name: 'Fill ▶' }).click();
    expect(await page.locator('#fill-read').innerText()).toContain(HOSTILE);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['nothing happened', { bars: 0, symbols: [] }],
    ['one bar', { bars: 1, symbols: ['ALPHA'] }],
    ['two bars', { bars: 2, symbols: ['ALPHA'] }],
    ['no trade', { bars: 15, symbols: ['ALPHA'] }],
  ])('bears %s', async (_name, shape) => {
    const { page, complaints } = await open(html(runResult(shape)));
    expect(await page.locator('#page').innerText()).toBe('no trades');
    expect(await page.locator('main').innerText()).not.toMatch(/NaN|Infinity|undefined/);
    expect(complaints).toEqual([]);
  });

  it('draws the fills of a symbol that had no bars', async () => {
    const prices = { ALPHA: null, BETA: null };
    const marks = marksOf(markRows(two.marks).map((mark) => ({ ...mark, prices })));
    const quotes = { ...two, marks, facts: { ...two.facts, marks } };
    const { page, complaints } = await open(html(quotes));
    expect(await inks(page, 'price')).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Fill ▶' }).click();
    expect(await page.locator('#fill-read').innerText()).toContain('wave 0 of ALPHA turned');
    expect(complaints).toEqual([]);
  });
});
