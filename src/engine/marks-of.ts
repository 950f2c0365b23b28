import type { LossLatch } from '../risk/loss-latch.js';
import { MarkRecorder } from './books/mark-recorder.js';
import type { Foundation } from './foundation.js';

/** The recorder of a run's marks, which the loss limits watch. */
export const marksOf = (
  { plan, watch, feeds, portfolio, market, sessions, journal }: Foundation,
  latch: LossLatch,
  onLatch: (serial: number) => void,
): MarkRecorder =>
  new MarkRecorder({
    portfolio: portfolio.view,
    market,
    instrument: plan.instrument,
    sessionDate: (at) => sessions.date(feeds.symbols[0], at),
    symbols: [...new Set([...feeds.symbols, ...(plan.benchmark === null ? [] : [plan.benchmark])])],
    isKept: watch.keepsMarks ?? true,
    isHistory: () => journal.isQuiet,
    // Also where no limit is set yet: whoever sets one later asks about the day and the peak so far.
    watch: (mark, causes) => {
      const body = latch.mark(mark);
      if (body) onLatch(journal.append({ kind: 'latch', causes: causes(), body }).serial);
    },
  });
