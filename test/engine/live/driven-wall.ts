import type { Wall } from '../../../src/time/wall.js';

/** A wall whose time passes only when everybody waits: then it jumps to the next alarm. */
export const drivenWall = (from = Date.UTC(2030, 0, 1)): Wall & { readonly alarms: () => number } => {
  let time = from;
  let count = 0;
  let alarms: { at: number; order: number; ring: () => void }[] = [];
  const breathe = async (): Promise<void> => {
    await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  let running = false;
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (alarms.length > 0) {
      await breathe();
      await breathe();
      const next = alarms.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      alarms = alarms.filter((one) => one !== next);
      time = Math.max(time, next.at);
      next.ring();
    }
    running = false;
  };
  return {
    now: () => time,
    alarm: (delayMs, ring) => {
      const alarm = { at: time + Math.max(0, delayMs), order: (count += 1), ring };
      alarms.push(alarm);
      void run();
      return () => {
        alarms = alarms.filter((one) => one !== alarm);
      };
    },
    breathe,
    alarms: () => alarms.length,
  };
};
