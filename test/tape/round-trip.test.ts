import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usShare } from '../../src/domain/instrument.js';
import { openSource } from '../../src/sources/open-source.js';
import { eventsOf, scratchFolder } from '../sources/source-fixture.js';
import { anyEvents } from './any-event.js';
import { written } from './written.js';

const write = scratchFolder();
const world = { instrument: usShare };

describe('a tape', () => {
  it('gives back every event as it was, to the last bit', async () => {
    const path = write('any.tape', '');
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        await written(path, events);
        const source = await openSource(`tape:${path}`, { ...world, chunkRows: 7 });
        expect(await eventsOf(source.rows())).toEqual(events);
      }),
      { numRuns: 200 },
    );
  });
});
