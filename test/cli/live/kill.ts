import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type BlockLine, parseBlockLine } from '../../../src/recording/block-line.js';

interface Placed {
  readonly line: BlockLine;
  /** Where its own line ends in the log of inputs. */
  readonly end: number;
}

const blocksOf = (folder: string): readonly Placed[] => {
  const text = readFileSync(join(folder, 'segment-1', 'inputs.jsonl'));
  const blocks: Placed[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from) + 1;
    const line = parseBlockLine(text.toString('utf8', from, end - 1));
    if (line) blocks.push({ line, end });
    from = end;
  }
  return blocks;
};

/**
 * Leaves of a run what `kill -9` would have left of it at some instant: its blocks up to one, and of the
 * flush that was on its way then any beginning in each of its files.
 *
 * @param firstSerial The first input that it may be killed at: what came before had been on the disk.
 * @returns The last input that was on the disk for certain.
 */
export const kill = (folder: string, random: () => number, firstSerial = 0): number => {
  const blocks = blocksOf(folder);
  const least = blocks.findIndex(({ line }) => line.to >= firstSerial);
  const last = least + Math.floor(random() * (blocks.length - least));
  const whole = blocks[last];
  // A later block says which had ended by then: those that do not say it of the next one were with it.
  const flight = blocks.slice(last + 1).filter(({ line }) => line.durable <= last + 1);
  const upTo = (from: number, to: number): number => {
    const draw = random();
    if (draw < 0.2) return from;
    return draw < 0.4 ? to : from + Math.floor(random() * (to - from + 1));
  };
  const ends = [whole, ...flight].filter((block) => block !== undefined);
  const end = (of: (block: Placed) => number): number => {
    const places = ends.map(of);
    return upTo(whole ? (places[0] ?? 0) : 0, places.at(-1) ?? 0);
  };
  truncateSync(
    join(folder, 'segment-1', 'inputs.jsonl'),
    end((block) => block.end),
  );
  truncateSync(
    join(folder, 'journal.jsonl'),
    end(({ line: { journal } }) => journal.offset + journal.bytes),
  );
  cutMarket(folder, { ends, upTo });
  return whole?.line.to ?? 0;
};

const cutMarket = (
  folder: string,
  { ends, upTo }: { ends: readonly Placed[]; upTo: (from: number, to: number) => number },
): void => {
  const segment = join(folder, 'segment-1');
  const endIn = (file: number, blocks: readonly Placed[]): number =>
    Math.max(
      0,
      ...blocks.map(({ line: { market } }) => (market.file === file ? market.offset + market.bytes : 0)),
    );
  const kept = ends[0]?.line.market.file ?? 0;
  for (const name of readdirSync(segment)) {
    const file = Number(/^market-(\d+)\.arrow$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(file) || file < kept) continue;
    const [from, to] = [endIn(file, ends.slice(0, 1)), endIn(file, ends)];
    const length = upTo(from, to);
    if (length === 0) rmSync(join(segment, name));
    else truncateSync(join(segment, name), length);
  }
};
