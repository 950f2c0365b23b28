import { wallClock } from '../../src/time/wall-clock.js';
import { randomFrom } from '../data/random.js';
import { type Spread, spreadOf } from '../latency.js';

const LINES = 1_000;
/** Numbers of four bytes in what a processor fetches at once. */
const LINE_NUMBERS = 16;
const TIMES = 400;
const EVERY_MS = 25;

/** What the machine takes for a thousand places in memory that were touched when the last order came. */
export const machineMemory = async (): Promise<readonly Spread[]> => {
  const next = ringOf(LINES);
  const delays: number[] = [];
  for (let count = 0; count < TIMES; count += 1) {
    const due = wallClock.elapsedMs() + EVERY_MS;
    do await wallClock.nextMacrotask();
    while (wallClock.elapsedMs() < due);
    const begun = wallClock.elapsedMs();
    let place = 0;
    for (let line = 0; line < LINES; line += 1) place = next[place] ?? 0;
    delays.push(wallClock.elapsedMs() - begun);
    if (place !== 0) throw new Error('a ring ends where it begins');
  }
  return [spreadOf('1,000 lines', delays)];
};

/** Each line says where the next one is, in an order that no processor guesses. */
const ringOf = (lines: number): Int32Array => {
  const random = randomFrom(1);
  const order = Array.from({ length: lines }, (_, line) => line);
  for (let left = lines - 1; left > 0; left -= 1) {
    const other = Math.floor(random() * (left + 1));
    [order[left], order[other]] = [order[other] ?? 0, order[left] ?? 0];
  }
  const ring = new Int32Array(lines * LINE_NUMBERS);
  for (const [place, line] of order.entries()) {
    ring[line * LINE_NUMBERS] = (order[(place + 1) % lines] ?? 0) * LINE_NUMBERS;
  }
  return ring;
};
