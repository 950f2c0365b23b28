import { escapeHtml } from '../escape-html.js';
import { scrolling } from './scrolling.js';

/** A cell: a text, or a text with classes. */
export type Cell = string | { readonly text: string; readonly look: string };

/** A table with all that a reader without eyes needs: caption, and what each head is the head of. */
export interface Table {
  readonly caption: string;
  /** The first is the head of the rows' own names. */
  readonly heads: readonly string[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A table with its caption. */
export const table = ({ caption, heads, rows }: Table): string => {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.map(([name = '', ...cells]) => `<tr>${rowHead(name)}${cells.map(cell).join('')}</tr>`);
  return scrolling(
    caption,
    `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`,
  );
};

const rowHead = (name: Cell): string =>
  `<th scope="row">${escapeHtml(typeof name === 'string' ? name : name.text)}</th>`;

const cell = (content: Cell): string =>
  typeof content === 'string'
    ? `<td>${escapeHtml(content)}</td>`
    : `<td class="${content.look}">${escapeHtml(content.text)}</td>`;
