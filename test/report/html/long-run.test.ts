import { expect, it } from '@jest/globals';
import { pageParts } from '../../../src/cli/page-parts.js';
import { reportHtml } from '../../../src/report/html/report-html.js';
import { describeWithBrowser } from '../../describe-with-browser.js';
import { runResult } from '../run-result.js';
import { reader } from './reader.js';
import { screens } from './screens.js';

describeWithBrowser('the report of ten years of minutes and 5,000 trades', (executablePath) => {
  const open = reader(executablePath);
  const run = runResult({ bars: 982_800, symbols: ['ALPHA'], minutes: true });
  const html = reportHtml(run, pageParts());

  it('is a file to send', () => {
    expect(run.trades).toHaveLength(5_039);
    expect(html.length).toBeLessThan(3_000_000);
  });

  it.each(screens)('is light to hold on a screen of $width in the $scheme', async ({ options }) => {
    const { page, complaints } = await open(html, options);
    // What a browser must lay out and draw does not grow with the run.
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(2_500);
    const points =
      'JSON.parse(document.querySelector("#data").textContent).charts.map(({ at }) => at.length)';
    expect(Math.max(...(await page.evaluate<number[]>(points)))).toBeLessThanOrEqual(4_000);
    await page.locator('#equity').focus();
    for (const key of ['ArrowRight', '+', '+', 'ArrowRight', '-', 'Escape']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Last', exact: true }).click();
    expect(await page.locator('#page').innerText()).toBe('5001–5039 of 5039');
    await page.getByRole('button', { name: 'Trade 5039, show it on the chart' }).click();
    expect(await page.locator('#fill-read').innerText()).toContain('wave 982410 of ALPHA turned');
    expect(complaints).toEqual([]);
  });
});
