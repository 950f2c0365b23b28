import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** A page that was opened from a file, and everything it did that a file must not do. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors, warnings and requests other than for the file itself. */
  readonly complaints: readonly string[];
}

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Opens HTML texts as files, as a reader does, in one browser that lives as long as the tests around it. */
export const reader = (executablePath: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-report-'));
  let browser: Browser | undefined;
  let files = 0;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ARGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  return async (html: string, options?: BrowserContextOptions): Promise<OpenedPage> => {
    if (!browser) throw new Error('the browser is opened before the first test');
    files += 1;
    const file = join(folder, `${files}.html`);
    writeFileSync(file, html);
    const page = await (await browser.newContext(options)).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, complaints };
  };
};
