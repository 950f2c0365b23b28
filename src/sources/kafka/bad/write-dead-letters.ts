import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { DeadLetter } from './dead-letter.js';
import { LetterTopic, type LetterTopicPlan } from './letter-topic.js';

/** How many characters of lines are put at once. */
const PORTION_LENGTH = 1 << 20;

/** What is put into which topic. */
export interface DeadLetterWriting extends LetterTopicPlan {
  /** The file with a line for each. */
  readonly path: string;
}

/** Puts records that were left out into a topic of their own, each once however often they are read. */
export const writeDeadLetters = async ({ path, ...plan }: DeadLetterWriting): Promise<void> => {
  const topic = new LetterTopic(plan);
  let letters: DeadLetter[] = [];
  let length = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      letters.push(JSON.parse(line) as DeadLetter); // what `deadLetter` made
      length += line.length;
      if (length < PORTION_LENGTH) continue;
      await topic.put(letters);
      letters = [];
      length = 0;
    }
    await topic.put(letters);
  } finally {
    await topic.close();
  }
};
