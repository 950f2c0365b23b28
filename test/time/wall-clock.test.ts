import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '../../src/time/wall-clock.js';

const NOON = Date.UTC(2024, 0, 2, 12);
const HOUR = 3_600_000;

/** The host's clock and what has passed of its monotonic one, both in the test's hand. */
const host = () => {
  jest.useFakeTimers({ now: NOON });
  const pass = (ms: number): void => jest.advanceTimersByTime(ms);
  return { pass, setClock: (ms: number): void => jest.setSystemTime(ms) };
};

describe('the wall of a live run', () => {
  afterEach(() => void jest.useRealTimers());

  it('goes as the host goes', () => {
    const { pass } = host();
    const wall = wallClock.wall();
    expect(wall.now()).toBe(NOON);
    pass(250);
    expect(wall.now()).toBe(NOON + 250);
  });

  it('goes on where the clock is set back', () => {
    const { pass, setClock } = host();
    const wall = wallClock.wall();
    expect(wall.now()).toBe(NOON);
    setClock(NOON - HOUR);
    pass(250);
    expect(wall.now()).toBe(NOON + 250);
  });

  it('is where the clock is after the machine has slept', () => {
    const { pass, setClock } = host();
    const wall = wallClock.wall();
    expect(wall.now()).toBe(NOON);
    setClock(NOON + HOUR);
    pass(250);
    expect(wall.now()).toBe(NOON + HOUR + 250);
  });

  it('rings once, when its while is over', () => {
    const { pass } = host();
    const ring = jest.fn();
    wallClock.wall().alarm(2_500, ring);
    pass(2_499);
    expect(ring).not.toHaveBeenCalled();
    pass(1);
    expect(ring).toHaveBeenCalledTimes(1);
    pass(HOUR);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('rings within a second of a sleep in which it came due', () => {
    const { pass, setClock } = host();
    const ring = jest.fn();
    wallClock.wall().alarm(HOUR, ring);
    pass(10);
    setClock(NOON + 2 * HOUR);
    pass(1_000);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('does not ring when it was taken back, however late that was', () => {
    const { pass } = host();
    const ring = jest.fn();
    const unset = wallClock.wall().alarm(5_000, ring);
    pass(4_800);
    unset();
    pass(HOUR);
    expect(ring).not.toHaveBeenCalled();
  });
});
