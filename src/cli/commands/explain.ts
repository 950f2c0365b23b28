import { explain } from '../../journal/explain.js';
import { readJournal } from '../../journal/read-journal.js';

/** `millrace explain <order>`: why an order was sent and what became of it. */
export const explainCommand = async (order: string, { journal }: { journal: string }): Promise<void> => {
  const lines = explain(await readJournal(journal), order);
  process.stdout.write(`${lines.join('\n')}\n`);
};
