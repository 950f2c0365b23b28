import type { RunResult } from '../run-result.js';
import { escapeHtml } from './escape-html.js';

/** Where a result comes from, as a table and the whole config: enough to compute it again. */
export const provenance = ({ run, versions, config }: RunResult): string => {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', run.id],
    ['Pipelines', run.pipelines.join(', ')],
    ['Source', run.source.join('\n')],
    ['Coverage', `${run.startAt ?? '–'} to ${run.endAt ?? '–'}, events: ${run.events}`],
    ['Rules', run.rules],
    ['Seed', String(run.seed)],
    ['Journal', run.journalHash],
    ['Decisions', run.decisionHash],
    ['Tape', run.tapeHash ?? 'none'],
    ['Versions', versionsText({ millrace: run.version, ...versions })],
  ];
  const body = rows.map(
    ([name, text]) => `<tr><th scope="row">${name}</th><td>${escapeHtml(text)}</td></tr>`,
  );
  return `<table class="origin">${body.join('')}</table>
${folded('Parameters', run.params)}
${folded('Config', config)}`;
};

const folded = (title: string, value: unknown): string =>
  `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>`;

const versionsText = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map((pair) => pair.join(' '))
    .join(', ');
