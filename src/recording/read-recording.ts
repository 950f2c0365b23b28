import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Stamped } from '../domain/input.js';
import { blockInputs } from './block-inputs.js';
import { afterBlock, blockLines, follows } from './block-order.js';
import { MarketReader } from './market-reader.js';
import { openSegments, type SegmentPlace } from './open-segments.js';
import { PartReader } from './part-reader.js';
import { readBlocks } from './read-blocks.js';
import { readLines } from './read-lines.js';
import type { RecordedRun } from './recording.js';
import { damaged } from './recording-fault.js';
import { runFiles, segmentFiles } from './run-folder.js';
import { isLocked } from './take-lock.js';

/**
 * Opens the recording of a run, whether somebody writes it or not: what is whole by now is read.
 *
 * @param checksJournal False where the journal is read as it stands, by somebody who knows what should.
 * @throws MillraceError RECORDING_MISSING, RECORDING_VERSION, RECORDING_DAMAGED.
 */
export const readRecording = async (
  folder: string,
  { checksJournal = true }: { readonly checksJournal?: boolean } = {},
): Promise<RecordedRun> => {
  const isWritten = await isLocked(runFiles(folder).lock);
  const { segments, torn } = await openSegments(folder, checksJournal);
  return {
    isWritten,
    segments: segments.map(({ about }) => about),
    torn,
    inputs: (from = 1, to = segments.length) => inputsOf(segments.slice(from - 1, to)),
    journalLines: (from = 1, to = segments.length) =>
      journalOf(segments.slice(from - 1, to), runFiles(folder).journal),
    standingLines: () => standingIn(runFiles(folder).journal),
  };
};

async function* inputsOf(
  segments: readonly SegmentPlace[],
): AsyncGenerator<readonly Stamped[], void, undefined> {
  let at = Number.NEGATIVE_INFINITY;
  for (const place of segments) {
    const reader = new MarketReader();
    for await (const block of readBlocks(place)) {
      const { inputs, missing } = blockInputs(block, reader);
      const early = inputs.findIndex((input, index) => !(input.at >= (inputs[index - 1]?.at ?? at)));
      const whole = early < 0 ? inputs : inputs.slice(0, early);
      if (whole.length > 0) yield whole;
      at = whole.at(-1)?.at ?? at;
      const { to, block: number } = block.line;
      const from = block.line.from + whole.length;
      if (early >= 0) {
        throw damaged({ path: place.folder, block: number, from, to }, `input ${from} is before its time`);
      }
      if (missing !== null) {
        throw damaged({ path: place.folder, block: number, from, to }, `input ${missing} is missing`);
      }
    }
  }
}

async function* standingIn(path: string): AsyncGenerator<readonly string[], void, undefined> {
  if (!existsSync(path)) return;
  for await (const lines of readLines(path)) yield lines.map(({ bytes }) => bytes.toString('utf8'));
}

async function* journalOf(
  segments: readonly SegmentPlace[],
  path: string,
): AsyncGenerator<readonly string[], void, undefined> {
  const reader = new PartReader();
  try {
    for (const { folder, begin, lastBlock } of segments) {
      let before = begin;
      for await (const placed of blockLines(segmentFiles(folder).inputs)) {
        if (before.block === lastBlock) break;
        const { line } = placed;
        const at = { path, block: before.block + 1, from: before.to + 1, to: line.to };
        const bytes = follows(line, before) ? await reader.read(path, line.journal) : null;
        if (!bytes || createHash('sha256').update(bytes).digest('hex') !== line.journal.sha256) {
          throw damaged(at, `its journal lines from ${before.toEntry + 1} on are not as they were written`);
        }
        // Each ends with a newline.
        const lines = bytes.toString('utf8').split('\n').slice(0, -1);
        if (lines.length > 0) yield lines;
        before = afterBlock(placed);
      }
    }
  } finally {
    await reader.close();
  }
}
