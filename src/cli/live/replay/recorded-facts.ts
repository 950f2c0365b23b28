import { isoText } from '../../../domain/iso-text.js';
import type { BeginBody, Coverage, Entry } from '../../../domain/journal.js';
import { MillraceError, whatOf } from '../../../domain/millrace-error.js';
import { hashing } from '../../../journal/journal-hash.js';
import type { RecordedRun } from '../../../recording/recording.js';
import type { RunDocument } from '../../../report/run-result.js';
import { type RiskFree, riskFreeOf, riskFreeRate } from '../../risk-free-of.js';
import { contentOf } from '../content/content-of.js';
import type { Opened, RunContent } from '../content/run-content.js';
import type { HeardRows } from './heard-rows.js';

/** A recording and what was read of it. */
export interface Recorded {
  readonly run: RecordedRun;
  readonly entries: readonly Entry[];
  /** What each of its segments began with, one at least. */
  readonly begins: readonly BeginBody[];
  readonly rows: HeardRows;
}

/** What a recorded run says of itself, as a backtest does. */
export interface RecordedFacts {
  readonly run: Omit<RunDocument['run'], 'elapsedMs'>;
  readonly config: object;
  /** What its last segment says of itself. */
  readonly content: RunContent;
  /** A year's rate as a fraction; NaN where its csv cannot be read, and `rateFault` says why. */
  readonly riskFreeRate: number;
  readonly rateFault: string | null;
}

/** Reads off a recording what ran in it, over what and on which terms. */
export const recordedFacts = async (recorded: Recorded): Promise<RecordedFacts> => {
  const { run, begins, rows } = recorded;
  const contents = run.segments.map(contentOf);
  const [first, content, begin] = [contents[0], contents.at(-1), begins.at(-1)];
  if (!first || !content || !begin) throw new TypeError('a run that has begun has a segment and its begin');
  const coverage = rows.coverage({ from: first.coverage.from, to: content.coverage.to });
  const { rates, rateFault } = await ratesOf(content);
  const rate = riskFreeRate(rates, coverage);
  const { benchmark } = content.config.report;
  const { broker, risk, instruments } = begin;
  const notices = content.sources.flatMap((source) => source.notices);
  const told = {
    broker,
    risk,
    report: { riskFreeRate: rateFault === null ? rate : null, benchmark },
    instruments,
    notices,
  };
  return {
    run: runOf(recorded, { content, begin, coverage }),
    config: contents.length === 1 ? told : { ...told, segments: wishesOf(contents) },
    content,
    riskFreeRate: rate,
    rateFault,
  };
};

/** A run says where its rates stand, and they may be gone by now: what needs none is known all the same. */
const ratesOf = async ({ config }: RunContent): Promise<{ rates: RiskFree; rateFault: string | null }> => {
  try {
    return { rates: await riskFreeOf(config), rateFault: null };
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    const rateFault = `report.riskFree cannot be read (${whatOf(error)}): put it back there`;
    return { rates: Number.NaN, rateFault };
  }
};

interface Told {
  readonly content: RunContent;
  readonly begin: BeginBody;
  readonly coverage: Coverage;
}

const runOf = ({ entries, rows }: Recorded, { content, begin, coverage }: Told): RecordedFacts['run'] => {
  const hashes = hashing();
  for (const entry of entries) hashes.add(entry);
  const { journalHash, decisionHash } = hashes.digests();
  return {
    id: journalHash.slice(0, 12),
    pipelines: begin.pipelines.map(({ id }) => id),
    params: Object.fromEntries(begin.pipelines.map(({ id, params }) => [id, params])),
    source: content.sources.map(({ uri }) => uri),
    rules: begin.rules,
    seed: begin.seed,
    version: content.code.millrace,
    startAt: coverage.from === null ? null : isoText(coverage.from),
    endAt: coverage.to === null ? null : isoText(coverage.to),
    events: rows.count,
    journalHash,
    decisionHash,
    tapeHash: rows.digest(),
  };
};

/** How its later segments came to be, by their numbers. */
const wishesOf = (contents: readonly RunContent[]): Readonly<Record<string, string>> =>
  Object.fromEntries(contents.flatMap(({ opened }) => (opened ? [[opened.segment, wishText(opened)]] : [])));

/** Who wished for a segment, why, and what changed. */
export const wishText = ({ who, why, changes }: Opened): string =>
  `${who}: ${why}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`;
