import { recordedText, replayText } from '../../recording-text.js';
import type { RunResult } from '../../run-result.js';
import { escapeHtml } from '../escape-html.js';
import type { Section } from './section.js';

/** Where a result comes from, as a table and the whole config: enough to compute it again. */
export const provenanceSection = ({ run, versions, config, recording }: RunResult): Section => {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', run.id],
    ...recordingRows({ run, recording }),
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
  return {
    id: 'provenance-part',
    title: 'Provenance',
    inner: `<table class="origin"><caption>Enough to compute it again</caption>
<tbody>${body.join('')}</tbody></table>
${folded('Parameters', run.params)}
${folded('Config', config)}
<p class="soft">${DRAWN_WITH}</p>`,
  };
};

/** Of a run that was recorded: its segments, and what came of telling them again. */
const recordingRows = ({
  run,
  recording,
}: Pick<RunResult, 'run' | 'recording'>): readonly (readonly [string, string])[] => {
  if (!recording) return [];
  const segments = recording.segments.map(
    ({ segment, inputs, entries, wish }) =>
      `segment ${segment}: ${inputs} inputs, ${entries} entries${wish === null ? '' : `; ${wish}`}`,
  );
  return [
    ['Recorded', [recordedText(recording), ...segments].join('\n')],
    ['Told again', `${replayText(run, recording)}: ${recording.replayedDecisionHash}`],
  ];
};

/** Their licences ask for it; the link is followed only when somebody clicks it. */
const DRAWN_WITH = `Charts: TradingView Lightweight Charts™, Copyright (c) TradingView, Inc.
<a href="https://www.tradingview.com/" rel="noreferrer">https://www.tradingview.com/</a>, Apache-2.0; uPlot,
Copyright (c) Leon Sorokin, MIT.`;

const folded = (title: string, value: unknown): string =>
  `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, byName, 2))}</pre></details>`;

/** A run knows its settings in the order of the schema, its journal in that of names: both give one text. */
const byName = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value;

const versionsText = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map((pair) => pair.join(' '))
    .join(', ');
