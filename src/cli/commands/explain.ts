import { statSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../journal/explain.js';
import { readJournal } from '../../journal/read-journal.js';
import { RUN_FILES } from '../../journal/run-files.js';
import { print } from '../print.js';

/** `millrace explain <order>`: why an order was sent and what became of it. */
export const explainCommand = async (order: string, { journal }: { journal: string }): Promise<void> => {
  const isFolder = statSync(journal, { throwIfNoEntry: false })?.isDirectory() === true;
  const lines = explain(await readJournal(isFolder ? join(journal, RUN_FILES.journal) : journal), order);
  await print(`${lines.join('\n')}\n`);
};
