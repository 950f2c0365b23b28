import { paramsText } from '../../params-text.js';
import type { RunResult } from '../../run-result.js';
import { titleOf } from '../../title-of.js';
import { escapeHtml } from '../escape-html.js';
import type { Section } from './section.js';

/** What ran, when and on what terms; what to know before reading on; where what stands. */
export const pageHeader = (result: RunResult): string => {
  const { run, currency, notices } = result;
  const span = [run.startAt, run.endAt].map((at) => at?.slice(0, 10) ?? '–').join(' to ');
  const about = `${span} · rules ${run.rules} · money in ${currency}, times in UTC`;
  const items = notices.map((text) => `<li>${escapeHtml(text)}</li>`).join('');
  const noticed = items === '' ? '' : `<ul class="notices" aria-label="Notices">${items}</ul>`;
  return `<header><h1>${escapeHtml(titleOf(result))}</h1>
<p class="params">${escapeHtml(paramsText(run.params))}</p>
<p class="soft">${escapeHtml(about)}</p>${noticed}</header>`;
};

/** The parts of the page, to jump to. */
export const contents = (sections: readonly Section[]): string => {
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`);
  return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`;
};
