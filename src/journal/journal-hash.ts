import type { Entry, EntryKind } from '../domain/journal.js';
import { bothLines, canonicalLine } from './canonical-line.js';
import { type TextHash, textHash } from './text-hash.js';

/** The hashes of a journal so far. */
export interface Digests {
  /** SHA-256 of all lines with a newline between. */
  readonly journalHash: string;
  /** The same of intents, approvals, refusals, commands and fills alone, without serials and causes. */
  readonly decisionHash: string;
  readonly blocks: readonly BlockHash[];
}

/**
 * The hash of everything up to the end of a block. A block's hash covers all blocks before it, so the
 * first that differs says where two journals part.
 */
export interface BlockHash {
  /** The serial of the block's last entry. */
  readonly serial: number;
  readonly hash: string;
}

/** Takes a journal's entries one by one and tells its hashes at any time. */
export interface Hashing {
  /** Takes the next entry and gives its line. */
  readonly add: (entry: Entry) => string;
  readonly digests: () => Digests;
}

const BLOCK_ENTRIES = 1_024;

/** The kinds of entries that are decisions, and what they did. */
export const DECISIONS: ReadonlySet<EntryKind> = new Set([
  'intent',
  'approval',
  'refusal',
  'command',
  'fill',
]);

/** Begins the hashes of a journal; it remembers two hash states and a hash for every 1,024 entries. */
export const hashing = (): Hashing => {
  const journal = chain();
  const decisions = chain();
  const blocks: BlockHash[] = [];
  let count = 0;
  return {
    add: (entry) => {
      let line: string;
      if (DECISIONS.has(entry.kind)) {
        const both = bothLines(entry);
        line = both.line;
        decisions.add(both.decision);
      } else line = canonicalLine(entry);
      journal.add(line);
      count += 1;
      if (count % BLOCK_ENTRIES === 0) blocks.push({ serial: entry.serial, hash: journal.digest() });
      return line;
    },
    digests: () => ({
      journalHash: journal.digest(),
      decisionHash: decisions.digest(),
      blocks: [...blocks],
    }),
  };
};

/** Lines with a newline between. */
const chain = (): TextHash => {
  const hash = textHash();
  let begun = false;
  return {
    add: (line) => {
      hash.add(begun ? `\n${line}` : line);
      begun = true;
    },
    digest: hash.digest,
  };
};
