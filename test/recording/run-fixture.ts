import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Stamped } from '../../src/domain/input.js';
import { readRecording } from '../../src/recording/read-recording.js';
import type { RecordedRun } from '../../src/recording/recording.js';

/** Gives folders that are not there yet, in one that is removed after the tests of a file. */
export const scratchRuns = (): (() => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-recording-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  return () => {
    count += 1;
    return join(folder, `run-${count}`);
  };
};

/** What a process leaves that is killed now: the files, and a lock that nobody has. */
export const killed = (from: string, to: string): string => {
  cpSync(from, to, { recursive: true });
  rmSync(join(to, 'lock'), { force: true });
  return to;
};

/** All that a run heard and did. */
export interface Whole {
  readonly inputs: readonly Stamped[];
  readonly lines: readonly string[];
  readonly run: RecordedRun;
}

/** Reads a run to its end. */
export const wholeOf = async (folder: string): Promise<Whole> => {
  const run = await readRecording(folder);
  return { run, inputs: await allOf(run.inputs()), lines: await allOf(run.journalLines()) };
};

/** All items of chunks. */
export const allOf = async <T>(chunks: AsyncIterable<readonly T[]>): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const chunk of chunks) items.push(...chunk);
  return items;
};
