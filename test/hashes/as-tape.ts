import { ingest } from '../../src/sources/ingest/ingest.js';
import { planned, type Words } from './hashed.js';

/** The same words, their sources made into one tape at a path. */
export const asTape = async (words: Words, path: string): Promise<Words> => {
  const { instrument } = (await planned(words)).plan;
  await ingest({
    uris: words.source,
    path,
    maxBad: { text: '0', count: 0, share: 0 },
    world: { instrument },
    onRows: () => undefined,
  });
  return { ...words, source: [`tape:${path}`] };
};
