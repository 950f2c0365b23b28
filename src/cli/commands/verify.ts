import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../../domain/error-codes.js';
import { lineChainOf } from '../../journal/line-chain-of.js';
import { sideBySide } from '../../report/side-by-side.js';
import { differingFields } from '../live/replay/differing-fields.js';
import { impureText } from '../live/replay/impure-text.js';
import type { SegmentVerdict, Verdict } from '../live/replay/verdict.js';
import { verifyRun } from '../live/replay/verify-run.js';
import { print } from '../print.js';
import { version } from '../version.js';

/** `millrace verify`: replays a run's recording, says whether it decides the same, leaves a certificate. */
export const verifyCommand = async (folder: string, { json }: { readonly json: boolean }): Promise<void> => {
  const verdict = await verifyRun(folder);
  const certificate = `${JSON.stringify(certificateOf(verdict), null, 2)}\n`;
  const path = join(folder, 'certificate.json');
  await writeFile(`${path}.new`, certificate);
  await rename(`${path}.new`, path);
  await print(json ? certificate : textOf(verdict, path));
  if (verdict.verdict === 'DIVERGED') process.exitCode = EXIT.pipeline;
  else if (verdict.verdict !== 'PASS') process.exitCode = EXIT.data;
};

const certificateOf = (verdict: Verdict): object => {
  const by = { millrace: version(), node: process.versions.node, timeZones: process.versions.tz };
  if (verdict.verdict !== 'DIVERGED') return { v: 1, ...verdict, by };
  const { agreed, ...parting } = verdict.parting;
  const { made, written } = parting;
  return { v: 1, ...verdict, parting: { ...parting, chains: chains(made, written, agreed) }, by };
};

const chains = (made: string | null, written: string | null, agreed: readonly string[]): object => ({
  written: lineChainOf(written, agreed),
  made: lineChainOf(made, agreed),
});

const textOf = (verdict: Verdict, path: string): string => {
  if (verdict.verdict === 'UNVERIFIABLE' || verdict.verdict === 'INCOMPLETE') {
    return [`${verdict.verdict}: ${verdict.reason}`, ...segmentLines(verdict.segments), ''].join('\n');
  }
  const { inputs, entries, decisions, recordingHash, decisionHash, torn } = verdict;
  const counts = [
    ...segmentLines(verdict.segments),
    ...(torn === null ? [] : [`left of a torn flush ${torn.bytes} bytes, inputs from ${torn.from} on`]),
    `inputs replayed      ${inputs}`,
    `entries compared     ${entries}, of them decisions ${decisions}`,
    `recording            ${recordingHash}`,
    `decisions            ${decisionHash}`,
    `certificate          ${path}`,
  ];
  if (verdict.verdict === 'PASS') return ['PASS: every decision came out again', ...counts, ''].join('\n');
  const { input, entry, written, made, agreed } = verdict.parting;
  return [
    `DIVERGED at entry ${entry}, after input ${input}`,
    '',
    ...sideBySide(
      ['as it was decided', ...lineChainOf(written, agreed)],
      ['as it came out now', ...lineChainOf(made, agreed)],
      COLUMNS,
    ),
    '',
    ...differingFields(written, made),
    ...new Set(verdict.impure.map(impureText)),
    ...counts,
    '',
  ].join('\n');
};

/** Of a run of several segments what each of them came to. */
const segmentLines = (segments: readonly SegmentVerdict[]): readonly string[] =>
  segments.length < 2
    ? []
    : segments.map(({ segment, verdict, reason, inputs, decisions, opened }) => {
        const changed =
          opened === null || opened.changes.length === 0 ? '' : `, ${opened.changes.join(', ')}`;
        const wish = opened === null ? '' : `; ${opened.who}: ${opened.why}${changed}`;
        const counts = `${inputs} inputs, ${decisions} decisions`;
        return `segment ${segment}            ${verdict}, ${reason ?? counts}${wish}`;
      });

/** Of both chains together: serials, instants and prices of an entry stand in two lines or three. */
const COLUMNS = 120;
