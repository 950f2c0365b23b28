import { homedir } from 'node:os';
import { join } from 'node:path';
import { usageError } from '../domain/usage-error.js';
import type { TapeCache } from '../sources/cache/tape-cache.js';
import { rowsLine } from './rows-line.js';

const MB = 1 << 20;
const CACHE_MB_MAX = 20_480;
/** Below it reading the text takes less time than anyone notices, and a tape would save little of that. */
const FILE_MB_MIN = 5;

/** The folder of cached tapes: MILLRACE_CACHE, else `millrace` where this user's caches are. */
export const cacheFolder = (environment = process.env): string =>
  environment.MILLRACE_CACHE || join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'millrace');

/** The cache of this user; MILLRACE_CACHE_MB says how large it may get. */
export const tapeCache = (environment = process.env): TapeCache & { readonly done: () => void } => {
  const said = environment.MILLRACE_CACHE_MB ?? String(CACHE_MB_MAX);
  if (!/^\d+$/.test(said)) {
    const message = `MILLRACE_CACHE_MB is '${said}', which is no whole number of megabytes`;
    throw usageError(message);
  }
  const progress = rowsLine();
  return {
    folder: cacheFolder(environment),
    bytesMax: Number(said) * MB,
    fileBytesMin: FILE_MB_MIN * MB,
    onNotice: (text) => void process.stderr.write(`notice: ${text}\n`),
    onRows: progress.show,
    done: progress.done,
  };
};
