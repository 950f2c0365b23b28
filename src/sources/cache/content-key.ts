import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TAPE_VERSION } from '../../tape/tape-meta.js';
import { fileVersion } from '../file-version.js';
import type { SourceUri } from '../source-uri.js';

/** Goes up whenever the same file would be read as other rows. */
const DECODER_VERSION = 1;

/**
 * SHA-256 of all that decides what rows a file is: its bytes and those of factor files, what its URI says of
 * reading them (a range only cuts them later), the zones that are known, and who reads.
 */
export const contentKey = async (uri: SourceUri): Promise<string> => {
  const { symbol, every, tz, stamp, events, adjust } = uri;
  const about = { symbol, every, tz, stamp, events, adjust, packing: packingOf(uri.path) };
  const readers = { tape: TAPE_VERSION, decoder: DECODER_VERSION, zones: process.versions.tz };
  const key = createHash('sha256').update(JSON.stringify({ about, readers }));
  for (const path of await filesOf(uri)) {
    // What a file is called decides nothing, but factors belong to a symbol by their name.
    key.update(`\n${path === uri.path ? '' : basename(path)} ${await fileHash(path)}`);
  }
  return key.digest('hex');
};

/** What tells one state of all these files from another, without reading them. */
export const contentVersion = async (uri: SourceUri): Promise<string> => {
  const versions: string[] = [];
  for (const path of await filesOf(uri)) versions.push(`${path} ${await fileVersion(path)}`);
  return versions.join('\n');
};

const filesOf = async (uri: SourceUri): Promise<readonly string[]> => [uri.path, ...(await factorFiles(uri))];

const packingOf = (path: string): string => /\.(gz|parquet)$/i.exec(path)?.[0].toLowerCase() ?? '';

/** All that may be a factor file of a symbol of the file: which symbols there are nobody knows yet. */
const factorFiles = async ({ path, adjust, factors }: SourceUri): Promise<readonly string[]> => {
  if (adjust === 'none') return [];
  if (factors !== null) return [factors];
  const names = await readdir(dirname(path));
  return names
    .filter((name) => /-factors\.csv$/i.test(name) && name !== basename(path))
    .sort()
    .map((name) => join(dirname(path), name));
};

const fileHash = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(block as Buffer);
  return hash.digest('hex');
};
