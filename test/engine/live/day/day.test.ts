import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../../..');

/** A day of fifty million by hand: `LIVE_DAY_EVENTS=50000000`. */
const EVENTS = Number(process.env['LIVE_DAY_EVENTS'] ?? 200_000);

/** What orders and trades of a day take, the newest of which are kept, however many rows there are. */
const GROWTH_MB_MAX = 25;

interface Report {
  readonly rows: number;
  readonly orders: number;
  readonly trades: number;
  readonly marks: number;
  readonly heapsMb: readonly number[];
  readonly left: Readonly<Record<'alarms' | 'listeners' | 'resources', number>>;
  readonly recordingBytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

describe('a day of paper trading', () => {
  it('holds no more memory at its end than at its beginning, and leaves no timer and no listener behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-day-'));
    try {
      const { NODE_OPTIONS: _jest, ...env } = process.env;
      const script = join(root, 'dist/test/engine/live/day/day-process.js');
      const words = ['--expose-gc', script, folder, String(EVENTS)];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
      // It ended by itself: whatever was left running would have kept it.
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const { rows, orders, trades, marks, heapsMb, left, ...cost } = JSON.parse(stdout) as Report;
      process.stdout.write(`${JSON.stringify({ rows, orders, trades, heapsMb, ...cost })}\n`);
      expect({ rows, alarms: left.alarms, listeners: left.listeners }).toEqual({
        rows: EVENTS,
        alarms: 0,
        listeners: 0,
      });
      expect(left.resources).toBeLessThanOrEqual(0);
      expect(orders).toBeGreaterThan(500);
      expect(trades).toBeGreaterThan(250);
      // Nobody asks a live run for them: its recording has all that they are made of.
      expect(marks).toBe(0);
      const [first = Number.NaN] = heapsMb;
      expect(Math.max(...heapsMb) - first).toBeLessThan(GROWTH_MB_MAX);
      // A row of a trade is some fifty bytes; recorded as text it would be four times as many.
      expect(cost.recordingBytes / rows).toBeLessThan(80);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 3_600_000);
});
