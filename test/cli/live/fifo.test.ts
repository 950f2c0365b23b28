import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { scratch } from '../scratch.js';
import { HELD_LINES, HOLDER, heldSource } from './holder.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();
const names = [write('holder.ts', HOLDER)];
const lines = HELD_LINES.map((line) => `${line}\n`);

const fifo = (name: string): string => {
  execFileSync('mkfifo', [path(name)]);
  return path(name);
};

/** Some turns of the event loop, in which whoever could go on has gone on. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A run that hears a fifo, as it waits for whoever writes it. */
const waiting = async (folder: string, pipe: string) => {
  let isOver = false;
  let running: ReturnType<typeof paperHere> | undefined;
  const loop = await new Promise<LiveLoop>((begun, failed) => {
    running = paperHere({ folder, names, source: heldSource(pipe), meanwhile: begun });
    running.then(() => {
      isOver = true;
    }, failed);
  });
  await turns();
  expect(isOver).toBe(false);
  if (!running) throw new Error('it has begun');
  return { loop, running };
};

/** One life of it: the writer cuts lines where he likes. */
const heard = async (folder: string, pipe: string, text: string) => {
  const { running } = await waiting(folder, pipe);
  const writer = createWriteStream(pipe);
  for (let from = 0; from < text.length; from += 3_001) {
    if (!writer.write(text.slice(from, from + 3_001)))
      await new Promise<void>((go) => writer.once('drain', go));
    await turns();
  }
  writer.end();
  await finished(writer);
  return await running;
};

describe('lines of a fifo', () => {
  it('are waited for, decide as those of a file, and their end is the end of the run', async () => {
    const text = lines.join('');
    const ran = await heard(path('piped'), fifo('rows'), text);
    const source = heldSource(write('rows.jsonl', text));
    const filed = await paperHere({ folder: path('filed'), names, source });
    expect(ran.digests).toEqual(filed.digests);
    expect(ran.inputs).toBe(lines.length + 2);
    expect(await verifyRun(path('piped'))).toMatchObject({ verdict: 'PASS', inputs: ran.inputs });
  });

  it('are gone on with by what comes then: a pipe does not say again what was heard', async () => {
    const pipe = fifo('halves');
    const folder = path('taken-up');
    await heard(folder, pipe, lines.slice(0, 200).join(''));
    const ran = await heard(folder, pipe, lines.slice(200).join(''));
    expect(ran.replayed).toBeGreaterThan(200);
    // Each life has its start and its stop.
    expect(ran.inputs).toBe(lines.length + 4);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS', inputs: ran.inputs });
  });

  it('need nobody who writes for the run to be ended', async () => {
    const { loop, running } = await waiting(path('alone'), fifo('alone-rows'));
    loop.stop();
    expect((await running).inputs).toBe(0);
  });
});
