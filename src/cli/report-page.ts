import { reportHtml } from '../report/html/report-html.js';
import type { RunResult } from '../report/run-result.js';
import { pageParts } from './page-parts.js';

/** The page of a run: one file that asks for nothing. */
export const reportPage = (result: RunResult): string => reportHtml(result, pageParts());
