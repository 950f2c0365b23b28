import { explain } from '../../journal/explain.js';
import { readJournal } from '../../journal/read-journal.js';
import { print } from '../print.js';

/** `millrace explain <order>`: why an order was sent and what became of it. */
export const explainCommand = async (order: string, { journal }: { journal: string }): Promise<void> => {
  const lines = explain(await readJournal(journal), order);
  await print(`${lines.join('\n')}\n`);
};
