import { createHash } from 'node:crypto';
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

/**
 * Opens the recording of a run, whether somebody writes it or not: what is whole by now is read.
 *
 * @throws MillraceError RECORDING_MISSING, RECORDING_VERSION, RECORDING_DAMAGED.
 */
export const readRecording = async (folder: string): Promise<RecordedRun> => {
  const { segments, torn } = await openSegments(folder);
  return {
    segments: segments.map(({ about }) => about),
    torn,
    inputs: (segment = 1) => inputsOf(segments.slice(segment - 1)),
    journalLines: (segment = 1) => journalOf(segments.slice(segment - 1), runFiles(folder).journal),
    standingLines: () => standingIn(runFiles(folder).journal),
  };
};

async function* inputsOf(
  segments: readonly SegmentPlace[],
): AsyncGenerator<readonly Stamped[], void, undefined> {
  for (const place of segments) {
    const reader = new MarketReader();
    for await (const block of readBlocks(place)) {
      const { inputs, missing } = blockInputs(block, reader);
      if (missing !== null) {
        const { from, to, block: number } = block.line;
        throw damaged({ path: place.folder, block: number, from, to }, `input ${missing} is missing`);
      }
      if (inputs.length > 0) yield inputs;
    }
  }
}

async function* standingIn(path: string): AsyncGenerator<readonly string[], void, undefined> {
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
