import { loadConfig } from '../../../config/load.js';
import { isoText } from '../../domain/iso-text.js';
import { usageError } from '../../domain/usage-error.js';
import { type Ingested, ingest } from '../../sources/ingest/ingest.js';
import { parseSourceUri } from '../../sources/source-uri.js';
import { badLimit } from '../bad-limit.js';
import { ingestTopic, type TopicDocument } from '../ingest-topic.js';
import { instrumentsOf } from '../instruments-of.js';
import { kafkaWorldOf, passingCache } from '../kafka-world-of.js';
import { pathText } from '../path-text.js';
import { placesOf } from '../places-of.js';
import { print } from '../print.js';
import { rowsLine } from '../rows-line.js';
import { tapeCache } from '../tape-cache.js';

/** What the command line says of an ingest. */
export interface IngestOptions {
  readonly to: string;
  readonly maxBad: string;
  readonly config: readonly string[];
  readonly set: readonly string[];
  readonly json: boolean;
}

/** `millrace ingest`: checks and orders what sources have, once, and keeps it as a tape or a topic. */
export const ingestCommand = async (uris: readonly string[], options: IngestOptions): Promise<void> => {
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const { config } = loadConfig(layers);
  const kafka = kafkaWorldOf(config, { cache: passingCache(tapeCache()), maxBad: options.maxBad });
  const world = { instrument: instrumentsOf(config), kafka };
  const progress = rowsLine();
  const begun = performance.now();
  const plan = { uris, maxBad: badLimit(options.maxBad), world, onRows: progress.show };
  const elapsedMs = (): number => Math.round(performance.now() - begun);
  if (/^kafka:/i.test(options.to)) {
    const written = await ingestTopic(options.to, { ...plan, config }).finally(progress.done);
    const document = { ...written, elapsedMs: elapsedMs() };
    await print(options.json ? `${JSON.stringify(document, null, 2)}\n` : topicText(document));
    return;
  }
  const { scheme, path } = parseSourceUri(options.to);
  if (scheme !== 'tape') {
    const message = `--to ${options.to}: write --to tape:PATH or --to kafka:TOPIC`;
    throw usageError(message);
  }
  const made = await ingest({ ...plan, path }).finally(progress.done);
  const document = documentOf(made, { to: options.to, elapsedMs: elapsedMs() });
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
  { meta, rowsRead, bad, reasons, quarantine, badRecords }: Ingested,
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
    quarantine: placesOf(quarantine, badRecords),
    elapsedMs,
  };
};

const topicText = (document: TopicDocument & { readonly elapsedMs: number }): string => {
  const { topic, partitions, rows, streams, written, found, elapsedMs } = document;
  const before = found === 0 ? '' : `, ${found} were there`;
  const lines = [
    `topic    ${topic}, ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`,
    `rows     ${rows} of ${streams} streams in ${(elapsedMs / 1000).toFixed(1)} s`,
    `records  ${written} written${before}`,
    `content  ${document.contentHash}`,
    ...leftOut(document),
  ];
  return `${lines.join('\n')}\n`;
};

const leftOut = ({
  bad,
  reasons,
  quarantine,
}: Pick<IngestDocument, 'bad' | 'reasons' | 'quarantine'>): readonly string[] => [
  ...(bad === 0 ? [] : [`left out ${bad} rows, in ${quarantine}`]),
  ...Object.entries(reasons).map(([reason, count]) => `         ${count} x ${reason}`),
];

const textOf = (document: IngestDocument): string => {
  const { tape, rows, streams, from, to, contentHash, elapsedMs } = document;
  const rate = Math.round(document.rowsRead / (elapsedMs / 1000));
  const lines = [
    `tape     ${tape}`,
    `rows     ${rows} of ${streams} streams in ${(elapsedMs / 1000).toFixed(1)} s, ${rate}/s`,
    `from     ${from}`,
    `to       ${to}`,
    `content  ${contentHash}`,
    ...leftOut(document),
  ];
  return `${lines.join('\n')}\n`;
};
