import { escapeHtml } from '../escape-html.js';

/** Buttons that belong together: their ids and what stands on them. */
export const buttonGroup = (label: string, buttons: Readonly<Record<string, string>>): string => {
  const made = Object.entries(buttons).map(
    ([id, text]) => `<button type="button" id="${id}">${escapeHtml(text)}</button>`,
  );
  return `<span role="group" aria-label="${escapeHtml(label)}">${made.join('\n')}</span>`;
};
