import { escapeHtml } from '../escape-html.js';

/** Names and values in pairs, in as many columns as there is room for. */
export const factsList = (facts: readonly (readonly [name: string, text: string])[]): string => {
  const pairs = facts.map(
    ([name, text]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd></div>`,
  );
  return `<dl class="facts">${pairs.join('')}</dl>`;
};
