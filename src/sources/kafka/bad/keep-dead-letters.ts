import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import type { DeadLetterPlan } from './left-out.js';
import { writeDeadLetters } from './write-dead-letters.js';

/** What was left out of which topic, and where it is to go. */
interface Keeping extends Omit<DeadLetterPlan, 'limit'> {
  readonly topic: string;
  readonly path: string;
  readonly connection: KafkaConnection;
  readonly stallMs: number;
}

/** Puts what was left out where it is looked for; says where. A file stands there whole or not at all. */
export const keepDeadLetters = async (plan: Keeping): Promise<string> => {
  const { topic, path, to, folder } = plan;
  if (to === 'topic') {
    await writeDeadLetters({ ...plan, topic: `${topic}.dlq` });
    return `kafka:${topic}.dlq`;
  }
  const place = join(folder, `${topic}.quarantine.jsonl`);
  // The two may lie on different disks.
  await copyFile(path, `${place}.new`);
  await rename(`${place}.new`, place);
  return place;
};
