import { fileURLToPath } from 'node:url';
import { findPipeline } from '../../find-pipeline.js';
import { wantedPipeline } from '../../pipeline-planner.js';
import { type ReachedCode, reachedCode } from '../../reached-code.js';
import { version } from '../../version.js';
import type { RunCode } from './run-content.js';

/** The code that a run of these pipelines is carried out by, here and now. */
export const runCode = (words: readonly string[]): RunCode => {
  const { hash: engine, packages } = engineCode();
  const pipelines = words
    .map(wantedPipeline)
    .map(({ id, name }) => [id, reachedCode([findPipeline(name)])] as const);
  const reached = pipelines.map(([, code]) => code);
  return {
    millrace: version(),
    engine,
    node: process.versions.node,
    timeZones: process.versions.tz ?? 'unknown',
    pipelines: Object.fromEntries(pipelines.map(([id, { hash }]) => [id, hash])),
    shared: joined(reached.map(({ shared }) => shared)),
    // rxjs and zod of a pipeline are the engine's own, whatever lies beside its file.
    packages: joined([...reached.map((code) => code.packages), packages]),
  };
};

const joined = (records: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> =>
  Object.fromEntries(records.flatMap((record) => Object.entries(record)));

/** What replays a recording, and what pipelines are given beside it; all else only carries or shows. */
const ENGINE = ['./recorded-plan.js', '../replay/segment-replay.js', '../../../statistics/index.js'];

let engine: ReachedCode | undefined;

/** It is read once: what a process runs on does not change while it does. */
const engineCode = (): ReachedCode => {
  engine ??= reachedCode(ENGINE.map((path) => fileURLToPath(new URL(path, import.meta.url))));
  return engine;
};
