import { findPipeline } from '../find-pipeline.js';
import { wantedPipeline } from '../pipeline-planner.js';
import { codeHash } from '../sweep/code-hash.js';
import { version } from '../version.js';
import type { RunCode } from './run-content.js';

/** The code that a run of these pipelines is carried out by, here and now. */
export const runCode = (words: readonly string[]): RunCode => ({
  millrace: version(),
  node: process.versions.node,
  timeZones: process.versions.tz ?? 'unknown',
  pipelines: Object.fromEntries(
    words.map(wantedPipeline).map(({ id, name }) => [id, codeHash(findPipeline(name))]),
  ),
});
