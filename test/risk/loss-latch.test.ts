import { describe, expect, it } from '@jest/globals';
import { LossLatch } from '../../src/risk/loss-latch.js';

const limits = { maxDailyLossPct: 5, maxDrawdownPct: 20 };

describe('LossLatch', () => {
  it('holds in the very row that lost too much, before its mark is written', () => {
    const latch = new LossLatch(limits);
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    const pending = { equity: 90, sessionDate: '2024-01-03' };
    expect(latch.latched(pending)).toEqual({ code: 'DAILY_LOSS_LATCHED', facts: { lossPct: 10, limit: 5 } });
  });

  it('remembers nothing of a row whose mark is not written', () => {
    const latch = new LossLatch(limits);
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    latch.latched({ equity: 200, sessionDate: '2024-01-02' });
    latch.latched({ equity: 50, sessionDate: '2024-01-02' });
    expect(latch.latched({ equity: 99, sessionDate: '2024-01-02' })).toBeNull();
  });

  it('lets a new day begin where the one before it ended', () => {
    const latch = new LossLatch(limits);
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    expect(latch.mark({ equity: 94, sessionDate: '2024-01-02' })).toMatchObject({ limit: 'maxDailyLossPct' });
    expect(latch.latched(null)).toMatchObject({ code: 'DAILY_LOSS_LATCHED' });
    expect(latch.latched({ equity: 90, sessionDate: '2024-01-03' })).toBeNull();
  });

  it('holds a drawdown for the rest of the run', () => {
    const latch = new LossLatch({ maxDailyLossPct: null, maxDrawdownPct: 20 });
    latch.mark({ equity: 100, sessionDate: '2024-01-02' });
    expect(latch.mark({ equity: 80, sessionDate: '2024-01-03' })).toMatchObject({ code: 'DRAWDOWN_LATCHED' });
    expect(latch.latched({ equity: 150, sessionDate: '2024-01-04' })).toMatchObject({
      code: 'DRAWDOWN_LATCHED',
    });
  });
});
