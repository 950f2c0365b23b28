import type { Entry, EntryKind } from '../domain/journal.js';
import { byteHash } from './byte-hash.js';
import { EntryBytes } from './entry-bytes.js';

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
  /** Takes the next entry and gives its line in bytes, good until the next one. */
  readonly add: (entry: Entry) => Uint8Array;
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
  const written = new EntryBytes();
  const journal = chain();
  const decisions = chain();
  const blocks: BlockHash[] = [];
  let count = 0;
  return {
    add: (entry) => {
      const line = written.line(entry);
      journal.add(line);
      if (DECISIONS.has(entry.kind)) {
        const { head, rest } = written.decision(entry);
        decisions.add(head, rest);
      }
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

const NEWLINE = Buffer.from('\n');

/** Lines with a newline between; each comes whole or in two pieces. */
const chain = () => {
  const hash = byteHash();
  let begun = false;
  return {
    add: (head: Uint8Array, rest?: Uint8Array): void => {
      if (begun) hash.add(NEWLINE);
      hash.add(head);
      if (rest) hash.add(rest);
      begun = true;
    },
    digest: hash.digest,
  };
};
