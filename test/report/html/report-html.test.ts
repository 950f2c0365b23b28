import { describe, expect, it } from '@jest/globals';
import { reportHtml } from '../../../src/report/html/report-html.js';
import type { RunResult } from '../../../src/report/run-result.js';
import { describeWithBrowser } from '../../describe-with-browser.js';
import { runResult } from '../run-result.js';
import { reader } from './reader.js';

const two = runResult({ bars: 600, symbols: ['ALPHA', 'BETA'] });

/** Texts that would be markup, or the end of a script, if they were not escaped. */
const HOSTILE = '</script><img src=x onerror=alert(1)>&amp;"\'';

const hostile = (): RunResult => {
  const one = runResult({ bars: 60, symbols: [HOSTILE] });
  return {
    ...one,
    run: {
      ...one.run,
      pipelines: [HOSTILE],
      source: [HOSTILE],
      rules: HOSTILE,
      params: { [HOSTILE]: HOSTILE },
    },
    trades: one.trades.map((trade) => ({ ...trade, because: HOSTILE })),
    notices: [HOSTILE],
    notModelled: [HOSTILE],
    config: { [HOSTILE]: HOSTILE },
    versions: { [HOSTILE]: HOSTILE },
  };
};

describe('reportHtml', () => {
  it('names nothing outside itself', () => {
    const html = reportHtml(two);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/https?:|\bsrc=|@import|url\((?!#)/);
  });

  it('grows no further with a run of years of minutes', () => {
    const long = reportHtml(runResult({ bars: 60_000, symbols: ['ALPHA'] }));
    expect(long.length).toBeLessThan(3_000_000);
  });

  it('says where the result comes from', () => {
    const html = reportHtml(two);
    for (const hash of [two.run.journalHash, two.run.decisionHash, two.run.tapeHash]) {
      expect(html).toContain(`<td>${hash ?? ''}</td>`);
    }
    expect(html).toContain('<th scope="row">Seed</th><td>7</td>');
    expect(html).toContain('millrace 0.1.0, node 22.0.0');
    expect(html).toContain('&quot;spreadBps&quot;: 0');
    expect(html).toContain('realistic: Borrow fees are not modelled. A cancel arrives at once.');
    expect(html).toContain('fills at back-adjusted prices');
  });
});

describeWithBrowser('report.html in a browser', (executablePath) => {
  const open = reader(executablePath);

  it('draws its charts, lists its trades, and neither complains nor asks for anything', async () => {
    const { page, complaints } = await open(reportHtml(two));
    for (const id of ['equity', 'drawdown', 'price']) {
      const path = (await page.locator(`#${id} .curve`).getAttribute('d')) ?? '';
      // One point a bar: a line over the whole run, not a stroke somewhere.
      expect(path.split('L')).toHaveLength(600);
    }
    expect(await page.locator('#price .long, #price .short').count()).toBe(59);
    expect(await page.locator('#rows tr').count()).toBe(50);
    expect(await page.locator('#rows tr').first().innerText()).toContain('wave 0 of ALPHA turned');
    expect(complaints).toEqual([]);
  });

  it('shows another symbol when it is chosen', async () => {
    const { page } = await open(reportHtml(two));
    const first = await page.locator('#price .curve').getAttribute('d');
    await page.selectOption('#symbol', 'BETA');
    expect(await page.locator('#price .curve').getAttribute('d')).not.toBe(first);
  });

  it('sorts by any column and turns pages', async () => {
    const { page } = await open(reportHtml(two));
    const results = () => page.locator('#rows td:nth-child(8)').allInnerTexts();
    const numbers = async () => (await results()).map((text) => Number(text.replaceAll(',', '')));
    await page.getByRole('button', { name: 'P&L' }).click();
    const rising = await numbers();
    expect(rising).toEqual(rising.toSorted((left, right) => left - right));
    expect(rising[0]).toBeCloseTo(Math.min(...two.trades.map(({ pnl }) => pnl)), 2);
    await page.getByRole('button', { name: 'P&L' }).click();
    expect((await numbers())[0]).toBeCloseTo(Math.max(...two.trades.map(({ pnl }) => pnl)), 2);
    expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('P&L');
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    expect(await page.locator('#page').innerText()).toBe('101–118 of 118');
    expect(await page.locator('#rows tr').count()).toBe(18);
  });

  it('shows a trade on the chart, and the whole run again', async () => {
    const { page } = await open(reportHtml(two));
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    await page.getByRole('button', { name: '118', exact: true }).click();
    expect(await page.locator('#symbol').inputValue()).toBe('BETA');
    expect(await page.locator('#read').innerText()).toContain('wave 580 of BETA turned');
    expect(await page.locator('#price .long, #price .short').count()).toBeLessThan(10);
    await page.keyboard.press('Escape');
    expect(await page.locator('#price .long, #price .short').count()).toBe(59);
  });

  it('reads and looks closer by keyboard', async () => {
    const { page } = await open(reportHtml(two));
    await page.locator('#equity').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#read').innerText()).toContain('2020-01-03 · equity');
    await page.keyboard.press('+');
    expect(((await page.locator('#equity .curve').getAttribute('d')) ?? '').split('L').length).toBeLessThan(
      400,
    );
    expect(await page.locator('#whole').isDisabled()).toBe(false);
  });

  it('looks closer where the pointer was dragged', async () => {
    const { page } = await open(reportHtml(two));
    const box = await page.locator('#equity').boundingBox();
    if (!box) throw new Error('the chart is not on the page');
    await page.mouse.move(box.x + box.width / 4, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    await page.mouse.up();
    const points = ((await page.locator('#drawdown .curve').getAttribute('d')) ?? '').split('L').length;
    expect(points).toBeGreaterThan(100);
    expect(points).toBeLessThan(200);
  });

  it('runs no text of the run as markup', async () => {
    const { page, complaints } = await open(reportHtml(hostile()));
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h1').innerText()).toBe(`${HOSTILE} on ${HOSTILE}`);
    expect(await page.locator('#rows tr').first().innerText()).toContain(HOSTILE);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['nothing happened', { bars: 0, symbols: [] }],
    ['one bar', { bars: 1, symbols: ['ALPHA'] }],
    ['no trade', { bars: 15, symbols: ['ALPHA'] }],
    ['a long run', { bars: 60_000, symbols: ['ALPHA'] }],
  ])('bears %s', async (_name, shape) => {
    const { page, complaints } = await open(reportHtml(runResult(shape)));
    expect(await page.locator('#page').innerText()).toMatch(/no trades|of [0-9]+$/);
    expect(complaints).toEqual([]);
  });

  it('draws the fills of a symbol that had no bars', async () => {
    const prices = { ALPHA: null, BETA: null };
    const quotes = { ...two, marks: two.marks.map((mark) => ({ ...mark, prices })) };
    const { page, complaints } = await open(reportHtml(quotes));
    const path = (await page.locator('#price .curve').getAttribute('d')) ?? '';
    expect(path.split('L')).toHaveLength(2 * 59);
    expect(complaints).toEqual([]);
  });

  it('fits a phone, where only the table scrolls sideways', async () => {
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
    const { page } = await open(reportHtml(two), phone);
    const width: unknown = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(390);
  });

  it('follows a dark screen', async () => {
    const ground = async (colorScheme: 'light' | 'dark') => {
      const { page } = await open(reportHtml(two), { colorScheme });
      return await page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect(await ground('light')).toBe('rgb(255, 255, 255)');
    expect(await ground('dark')).toBe('rgb(20, 24, 29)');
  });
});
