import type { Line, LineListener } from '../../../src/brokers/scripted/line.js';
import type { Fault } from '../../../src/brokers/scripted/venue/faults.js';
import { Venue } from '../../../src/brokers/scripted/venue/venue.js';
import type { Wall } from '../../../src/time/wall.js';

/** A line to a venue in this process whose time is that of a wall. */
export const venueLine = (plan: { seed: number; faults: readonly Fault[]; wall: Wall }) => {
  const { wall, seed } = plan;
  const log: string[] = [];
  let listener: LineListener | null = null;
  let unset: (() => void) | null = null;
  const venue = new Venue({
    seed,
    faults: new Set(plan.faults),
    log: (text) => log.push(text),
    deliver: (text) => listener?.onText(text),
    cut: () => listener?.onState('down', 'cut'),
    restore: () => listener?.onState('up', 'restored'),
  });
  const advance = (): void => {
    venue.advance(wall.now());
    unset?.();
    unset = venue.nextAt === Number.POSITIVE_INFINITY ? null : wall.alarm(venue.nextAt - wall.now(), advance);
  };
  const line: Line = {
    write: (text) => {
      venue.advance(wall.now());
      venue.receive(text);
      advance();
    },
    listen: (heard) => {
      listener = heard;
      heard.onState('up', 'dialled');
    },
    close: () => {
      unset?.();
      return Promise.resolve();
    },
  };
  const price = (symbol: string, value: number): void => {
    venue.advance(wall.now());
    venue.price(symbol, value);
    advance();
  };
  return { line, log, price };
};
