import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stamped } from '../../../src/domain/input.js';
import { BlockMaker } from '../../../src/recording/block-maker.js';
import { readRecording } from '../../../src/recording/read-recording.js';
import { sealedLine } from '../../../src/recording/sealed-line.js';
import { readManifest } from '../../../src/recording/segment-manifest.js';

const inputsPath = (folder: string): string => join(folder, 'segment-1', 'inputs.jsonl');

/** Changes the lines of a run's journal, and nothing else. */
export const editJournal = (folder: string, edit: (lines: string[]) => readonly string[]): void => {
  const path = join(folder, 'journal.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  writeFileSync(
    path,
    edit(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
};

/** Changes what a run says of itself, with its checksum made right again. */
export const editManifest = (folder: string, edit: (text: string) => string): void => {
  const path = join(folder, 'segment-1', 'manifest.json');
  const text = readFileSync(path, 'utf8').replace(/,"crc32":\d+\}\n$/, '');
  writeFileSync(path, sealedLine(edit(text)));
};

/** Inputs of a forged block. */
export const FORGED_BLOCK = 100;

/**
 * Writes a run's inputs anew, as somebody would who knows how: every place, checksum and hash is right, also
 * where inputs have gone, have changed places or are out of time.
 */
export const forge = async (
  folder: string,
  {
    edit = (inputs) => inputs,
    manifest = (text) => text,
  }: {
    readonly edit?: (inputs: readonly Stamped[]) => readonly Stamped[];
    readonly manifest?: (text: string) => string;
  } = {},
): Promise<void> => {
  const run = await readRecording(folder, { checksJournal: false });
  const inputs: Stamped[] = [];
  for await (const portion of run.inputs()) inputs.push(...portion);
  const lines: string[] = [];
  for await (const portion of run.standingLines()) lines.push(...portion);
  editManifest(folder, manifest);
  const { hash } = await readManifest(folder, 1);
  const edited = edit(inputs);
  let before = {
    block: 0,
    to: 0,
    toEntry: 0,
    hash,
    inputsBytes: 0,
    journalBytes: 0,
    market: { file: 0, bytes: 0 },
  };
  const blocks: Buffer[] = [];
  rmSync(join(folder, 'segment-1', 'market-1.arrow'), { force: true });
  for (let from = 0; from <= edited.length; from += FORGED_BLOCK) {
    // One that begins anew looks at no time and no serial but those that it is given.
    const maker = new BlockMaker(before, 1e9);
    for (const stamped of edited.slice(from, from + FORGED_BLOCK)) {
      maker.serial = stamped.serial - 1;
      maker.append(stamped);
    }
    if (from === 0) for (const line of lines) maker.journal(line);
    const block = maker.make(before.block);
    blocks.push(block.inputs.bytes);
    if (block.market.bytes.length > 0) {
      writeFileSync(join(folder, 'segment-1', `market-${block.market.file}.arrow`), block.market.bytes);
    }
    before = maker.before;
  }
  writeFileSync(inputsPath(folder), Buffer.concat(blocks));
};
