import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { dialLine } from '../../../src/brokers/scripted/dial-line.js';

it('says once why nobody is there, however often it dials', async () => {
  const path = join(tmpdir(), 'no-venue-listens-here.sock');
  const said: string[] = [];
  let dials = 0;
  let line: ReturnType<typeof dialLine> | null = null;
  await new Promise<void>((resolve) => {
    const alarm = (_delayMs: number, ring: () => void): (() => void) => {
      dials += 1;
      if (dials === 3) resolve();
      else setImmediate(ring);
      return () => undefined;
    };
    const wall = { now: () => 0, alarm, breathe: () => Promise.resolve() };
    line = dialLine({ path, wall, retryMs: 5 });
    line.listen({ onText: () => undefined, onState: (state, detail) => said.push(`${state} ${detail}`) });
  });
  await (line as ReturnType<typeof dialLine> | null)?.close();
  expect(said).toEqual([expect.stringMatching(/^down .*ENOENT.*no-venue-listens-here\.sock.*tried again/)]);
});
