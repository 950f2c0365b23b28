import { loadConfig } from '../../../config/load.js';
import { isoText } from '../../domain/iso-text.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { type Ingested, ingest } from '../../sources/ingest/ingest.js';
import { parseSourceUri } from '../../sources/source-uri.js';
import { badLimit } from '../bad-limit.js';
import { instrumentsOf } from '../instruments-of.js';
import { pathText } from '../path-text.js';
import { print } from '../print.js';
import { rowsLine } from '../rows-line.js';

/** What the command line says of an ingest. */
export interface IngestOptions {
  readonly to: string;
  readonly maxBad: string;
  readonly config: readonly string[];
  readonly set: readonly string[];
  readonly json: boolean;
}

/** `millrace ingest`: checks and orders everything that sources have, once, and keeps it as a tape. */
export const ingestCommand = async (uris: readonly string[], options: IngestOptions): Promise<void> => {
  const target = parseSourceUri(options.to);
  if (target.scheme !== 'tape') {
    throw new MillraceError('USAGE_INVALID', { message: `--to ${options.to}: write --to tape:PATH` });
  }
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const world = { instrument: instrumentsOf(loadConfig(layers).config) };
  const progress = rowsLine();
  const begun = performance.now();
  const { path } = target;
  const made = await ingest({
    uris,
    path,
    maxBad: badLimit(options.maxBad),
    world,
    onRows: progress.show,
  }).finally(progress.done);
  const document = documentOf(made, { to: options.to, elapsedMs: Math.round(performance.now() - begun) });
  await print(options.json ? `${JSON.stringify(document, null, 2)}\n` : textOf(document));
};

/** What `--json` prints. */
interface IngestDocument {
  readonly tape: string;
  readonly rowsRead: number;
  readonly rows: number;
  readonly streams: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly contentHash: string;
  readonly bad: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly quarantine: string | null;
  readonly elapsedMs: number;
}

const documentOf = (
  { meta, rowsRead, bad, reasons, quarantine }: Ingested,
  { to, elapsedMs }: { to: string; elapsedMs: number },
): IngestDocument => {
  const [first, last] = [meta.batches[0]?.first, meta.batches.at(-1)?.last];
  return {
    tape: to,
    rowsRead,
    rows: meta.rows,
    streams: meta.streams.length,
    from: first === undefined ? null : isoText(first),
    to: last === undefined ? null : isoText(last),
    contentHash: meta.contentHash,
    bad,
    reasons: Object.fromEntries(reasons),
    quarantine,
    elapsedMs,
  };
};

const textOf = (document: IngestDocument): string => {
  const { tape, rows, streams, from, to, contentHash, bad, reasons, quarantine, elapsedMs } = document;
  const rate = Math.round(document.rowsRead / (elapsedMs / 1000));
  const lines = [
    `tape     ${tape}`,
    `rows     ${rows} of ${streams} streams in ${(elapsedMs / 1000).toFixed(1)} s, ${rate}/s`,
    `from     ${from}`,
    `to       ${to}`,
    `content  ${contentHash}`,
    ...(bad === 0 ? [] : [`left out ${bad} rows, in ${quarantine}`]),
    ...Object.entries(reasons).map(([reason, count]) => `         ${count} x ${reason}`),
  ];
  return `${lines.join('\n')}\n`;
};
