import { loadConfig } from '../../../config/load.js';
import { isoText } from '../../domain/iso-text.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { writeTape } from '../../sources/ingest/write-tape.js';
import { openSource } from '../../sources/open-source.js';
import { parseSourceUri } from '../../sources/source-uri.js';
import type { TapeMeta } from '../../tape/tape-meta.js';
import { instrumentsOf } from '../instruments-of.js';
import { pathText } from '../path-text.js';
import { print } from '../print.js';

/** What the command line says of an ingest. */
export interface IngestOptions {
  readonly to: string;
  readonly config: readonly string[];
  readonly set: readonly string[];
  readonly json: boolean;
}

/** `millrace ingest`: checks and orders everything that sources have, once, and writes it as a tape. */
export const ingestCommand = async (uris: readonly string[], options: IngestOptions): Promise<void> => {
  const target = parseSourceUri(options.to);
  if (target.scheme !== 'tape') {
    throw new MillraceError('USAGE_INVALID', { message: `--to ${options.to}: write --to tape:PATH` });
  }
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const instrument = instrumentsOf(loadConfig(layers).config);
  const sources = await Promise.all(uris.map((uri) => openSource(uri, { instrument })));
  const begun = performance.now();
  const meta = await writeTape(sources, target.path);
  const elapsedMs = Math.round(performance.now() - begun);
  const document = { tape: options.to, ...summaryOf(meta), elapsedMs };
  await print(options.json ? `${JSON.stringify(document, null, 2)}\n` : textOf(document));
};

type Summary = Pick<TapeMeta, 'rows' | 'contentHash'> & {
  readonly streams: number;
  readonly from: string | null;
  readonly to: string | null;
};

const summaryOf = ({ rows, streams, batches, contentHash }: TapeMeta): Summary => {
  const [first, last] = [batches[0]?.first, batches.at(-1)?.last];
  return {
    rows,
    streams: streams.length,
    from: first === undefined ? null : isoText(first),
    to: last === undefined ? null : isoText(last),
    contentHash,
  };
};

const textOf = (summary: Summary & { tape: string; elapsedMs: number }): string => {
  const { tape, rows, streams, from, to, contentHash, elapsedMs } = summary;
  const lines = [
    `tape    ${tape}`,
    `rows    ${rows} of ${streams} streams in ${(elapsedMs / 1000).toFixed(1)} s`,
    `from    ${from}`,
    `to      ${to}`,
    `content ${contentHash}`,
  ];
  return `${lines.join('\n')}\n`;
};
