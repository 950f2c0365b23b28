import { join } from 'node:path';
import { hashing } from '../../src/journal/journal-hash.js';
import { readJournal } from '../../src/journal/read-journal.js';

/** The hash of what a run decided, over the journal in its folder. */
export const decisionsOf = async (folder: string): Promise<string> => {
  const { add, digests } = hashing();
  for (const entry of await readJournal(join(folder, 'journal.jsonl'))) add(entry);
  return digests().decisionHash;
};
