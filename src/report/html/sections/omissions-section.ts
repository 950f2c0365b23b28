import type { RunResult } from '../../run-result.js';
import { escapeHtml } from '../escape-html.js';
import type { Section } from './section.js';

/** What the rule set leaves out of the world: what a reader must add in thought. */
export const omissionsSection = ({ notModelled, run: { rules } }: RunResult): Section | null => {
  if (notModelled.length === 0) return null;
  const items = notModelled.map((text) => `<li>${escapeHtml(text)}</li>`).join('');
  return {
    id: 'omissions-part',
    title: 'What the rules leave out',
    inner: `<p class="soft">Rules ${escapeHtml(rules)}:</p><ul>${items}</ul>`,
  };
};
