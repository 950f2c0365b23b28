import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { assemble } from '../../../src/engine/assemble.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import { replayInputs } from '../../engine/live/replay-inputs.js';
import { wholeOf } from '../../recording/run-fixture.js';
import { readTruth } from '../outside/campaign/oracle.js';
import { KILLS } from '../outside/campaign/trial.js';
import { killedPlan, TRADED } from './killed-plan.js';

const root = resolve(import.meta.dirname, '../../..');
const built = join(root, 'dist/test/brokers/scripted');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const start = (script: string, words: readonly string[]) => {
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  const child = spawn(process.execPath, [join(built, script), ...words], { env });
  started.push(child);
  let [said, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal, said, complaint }));
  return { child, ended };
};

/** The steps that are tried: all of them by hand, as each takes a process of its own. */
const STEPS = process.env.KILLS ? KILLS : (['journaled', 'sent', 'partly filled'] as const);

describe('a live engine that is killed with SIGKILL while its orders live in another process', () => {
  it('ends as the venue has it: nothing sent twice, no fill lost or made up, and its replay is the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-killed-'));
    const [socket, log, run] = [join(folder, 'venue'), join(folder, 'log'), join(folder, 'run')];
    try {
      const venue = start('venue-process.js', [
        socket,
        log,
        '7',
        'partial-fills,duplicates,price-improvement',
      ]);
      await once(venue.child.stdout, 'data');
      for (const step of STEPS) {
        const { signal, complaint } = await start('engine-process.js', [run, socket, step]).ended;
        expect({ step, signal, complaint }).toEqual({ step, signal: 'SIGKILL', complaint: '' });
      }
      const last = await start('engine-process.js', [run, socket, 'none']).ended;
      expect({ code: last.code, complaint: last.complaint }).toEqual({ code: 0, complaint: '' });
      const truth = readTruth(readFileSync(log, 'utf8').trim().split('\n'));
      const here = JSON.parse(last.said) as Record<string, unknown>;
      expect(truth.arrived.size).toBeGreaterThan(STEPS.length);
      expect([...truth.arrived].filter(([, times]) => times > 1)).toEqual([]);
      expect(here).toMatchObject({
        positions: TRADED.map((symbol) => truth.units.get(symbol) ?? 0),
        freezes: [],
      });
      expect(here['cash']).toBeCloseTo(1_000_000 - truth.paid - truth.costs, 6);
      expect(new Set(here['working'] as string[])).toEqual(truth.working);
      expect(new Set(here['fates'] as string[]).size).toBeLessThanOrEqual(1);

      const { inputs, lines } = await wholeOf(run);
      expect(inputs.filter(({ input }) => input.kind === 'start')).toHaveLength(STEPS.length + 1);
      const again: string[] = [];
      const { add } = hashing();
      const plan = killedPlan({ put: () => undefined, revoke: () => undefined });
      const onEntry = (entry: Parameters<typeof add>[0]) => again.push(new TextDecoder().decode(add(entry)));
      await replayInputs(new LiveEngine(assemble(plan, { onEntry })), chunked(inputs));
      expect(again).toEqual(lines);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function* chunked<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  await Promise.resolve();
  yield items;
}
