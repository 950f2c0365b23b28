import { findBrowser } from '../scripts/find-browser.js';
import { describeNeeding } from './describe-needing.js';

/** A `describe` that gets the path of a Chromium: skipped with one line without it, failed with CI=true. */
export const describeWithBrowser = (name: string, fn: (executablePath: string) => void): void => {
  const missing = "no Chromium on this machine; npm run install:browser brings Debian's";
  describeNeeding(name, { found: findBrowser(), missing }, fn);
};
