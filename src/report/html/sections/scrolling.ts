import { escapeHtml } from '../escape-html.js';

/** A table that scrolls sideways by itself where the page is narrow, also by keyboard. */
export const scrolling = (label: string, table: string): string =>
  `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}">\n${table}</div>`;
