import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findKafkaLibs } from '../../scripts/services/kafka-libs.js';
import { startNativeKafka } from '../../scripts/services/native-kafka.js';

/** What is said of the broker of this run, once it runs or cannot. */
type Said =
  | { readonly address: string; readonly pid: number; readonly folder: string }
  | { readonly error: string };

/**
 * Where the broker of this run of tests is: that of MILLRACE_KAFKA__BROKERS, or one for all files, which the
 * first that asks starts and the end of the run stops.
 */
export const sharedKafka = async (): Promise<string> => {
  const given = process.env.MILLRACE_KAFKA__BROKERS || undefined;
  if (given !== undefined) return given;
  const folder = process.env.MILLRACE_TEST_SERVICES;
  const libs = findKafkaLibs();
  if (folder === undefined || libs === undefined) throw new Error('there is no Kafka here to start');
  if (isFirst(folder)) say(folder, await start(libs));
  const said = await heard(folder);
  if ('error' in said) throw new Error(said.error);
  return said.address;
};

/** The owner is the whole run, not the process of one test file. */
const start = async (libs: string): Promise<Said> => {
  try {
    const ownerPid = Number(process.env.MILLRACE_TEST_OWNER);
    const { address, pid, folder } = await startNativeKafka({ libs, ownerPid });
    return { address, pid: pid(), folder };
  } catch (cause) {
    return { error: String(cause) };
  }
};

/** Making a folder is the one thing that two processes cannot both do. */
const isFirst = (folder: string): boolean => {
  try {
    mkdirSync(join(folder, 'kafka-starting'));
    return true;
  } catch {
    return false;
  }
};

const say = (folder: string, said: Said): void => {
  writeFileSync(join(folder, 'kafka.tmp'), JSON.stringify(said));
  renameSync(join(folder, 'kafka.tmp'), join(folder, 'kafka.json'));
};

const heard = async (folder: string): Promise<Said> => {
  for (;;) {
    try {
      return JSON.parse(readFileSync(join(folder, 'kafka.json'), 'utf8')) as Said;
    } catch {
      await pause(50);
    }
  }
};
