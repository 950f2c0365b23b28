import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { instrumentOf } from '../config/instrument-of.js';
import { loadConfig } from '../config/load.js';
import { ingest } from '../src/sources/ingest/ingest.js';
import type { SourceWorld } from '../src/sources/source.js';

const { config } = loadConfig({ mode: 'backtest' });

/** Gives URIs of the very same rows: those that it is given, or that of a tape that was made of them. */
export type Given = (
  uris: readonly string[],
  instrument?: SourceWorld['instrument'],
) => Promise<readonly string[]>;

/** The ways of a file's rows into a run, for one test file; tapes are made once, and removed at its end. */
export const waysIn = (): readonly { readonly way: string; readonly given: Given }[] => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-taped-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const made = new Map<string, Promise<readonly string[]>>();
  const make = async (
    uris: readonly string[],
    instrument: SourceWorld['instrument'],
  ): Promise<readonly string[]> => {
    const path = join(folder, `${made.size}.tape`);
    const maxBad = { text: '0', count: 0, share: 0 };
    await ingest({ uris, path, maxBad, world: { instrument }, onRows: () => undefined });
    return [`tape:${path}`];
  };
  const taped: Given = (uris, instrument = (symbol) => instrumentOf(config, symbol)) => {
    const key = uris.join('\n');
    const found = made.get(key) ?? make(uris, instrument);
    made.set(key, found);
    return found;
  };
  return [
    { way: 'the file', given: (uris) => Promise.resolve(uris) },
    { way: 'a tape', given: taped },
  ];
};
