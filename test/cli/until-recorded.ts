import { setTimeout as pause } from 'node:timers/promises';
import type { Stamped } from '../../src/domain/input.js';
import { readRecording } from '../../src/recording/read-recording.js';
import type { Spawned } from './spawned.js';

/**
 * The inputs of a run that stand in whole blocks: those that it has again however it ends now. None while it
 * has not begun. The size of a file says less: what a flush has begun to write is torn by a kill.
 */
export const recordedIn = async (folder: string): Promise<readonly Stamped[]> => {
  const recorded: Stamped[] = [];
  try {
    for await (const inputs of (await readRecording(folder)).inputs()) recorded.push(...inputs);
  } catch {
    // What is being written may end anywhere.
  }
  return recorded;
};

/** Resolves when what a run has recorded in its folder is enough; rejects where it ends before. */
export const untilRecorded = async (
  run: Spawned,
  folder: string,
  isEnough: (inputs: readonly Stamped[]) => boolean,
): Promise<void> => {
  for (;;) {
    const hasEnded = run.child.exitCode !== null || run.child.signalCode !== null;
    if (isEnough(await recordedIn(folder))) return;
    if (hasEnded) throw new Error(`it ended before so much was recorded: ${(await run.ended).stderr}`);
    await pause(20);
  }
};
