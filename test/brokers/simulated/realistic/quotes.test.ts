import { describe, expect, it } from '@jest/globals';
import { quoteAt, realisticWheel, tradeAt } from './realistic-wheel.js';

describe('the realistic broker on quotes', () => {
  it('fills at the touch, at the venue’s time', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ quantity: 5 });
      wheel.place({ quantity: 5, side: 'sell' });
    });
    wheel.row(quoteAt(20, [101, 102]));
    expect(wheel.fills).toMatchObject([
      { side: 'buy', price: 102, happenedAt: 19 },
      { side: 'sell', price: 101, happenedAt: 19 },
    ]);
  });

  it('fills what is displayed, and the rest with later quotes', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({ quantity: 10 }));
    wheel.row(quoteAt(20, [99, 100], { askSize: 4, bidSize: 100 }));
    wheel.row(quoteAt(30, [99, 101], { askSize: 50, bidSize: 100 }));
    expect(wheel.fills).toMatchObject([
      { quantity: 4, price: 100, complete: false },
      { quantity: 6, price: 101, complete: true },
    ]);
  });

  it('shows one size to all orders of a side', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ quantity: 3 });
      wheel.place({ quantity: 3 });
      wheel.place({ quantity: 3, side: 'sell' });
    });
    wheel.row(quoteAt(20, [99, 100], { askSize: 4, bidSize: 4 }));
    expect(wheel.fills.map(({ side, quantity }) => [side, quantity])).toEqual([
      ['buy', 3],
      ['buy', 1],
      ['sell', 3],
    ]);
  });

  it('fills at the worse side of a crossed quote', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({});
      wheel.place({ side: 'sell' });
    });
    wheel.row(quoteAt(20, [101, 100]));
    expect(wheel.fills.map(({ price }) => price)).toEqual([101, 100]);
  });

  it('sells nothing where nobody bids', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ side: 'sell' });
      wheel.place({ side: 'sell', stopPrice: 50 });
    });
    wheel.row(quoteAt(20, [0, 100]));
    expect(wheel.fills).toEqual([]);
    wheel.row(quoteAt(30, [98, 100]));
    expect(wheel.fills.map(({ order, price }) => [order, price])).toEqual([['0-1', 98]]);
  });

  it('pays the market for the rest of a limit that never waited', () => {
    const wheel = realisticWheel();
    wheel.row(tradeAt(10, 100), () => wheel.place({ quantity: 10, limitPrice: 110 }));
    wheel.row(tradeAt(20, 100, 4));
    wheel.row(tradeAt(30, 101, 50));
    expect(wheel.fills.map(({ quantity, price }) => [quantity, price])).toEqual([
      [4, 100],
      [6, 101],
    ]);
  });

  it('pays the market for a waiting limit that was moved to it', () => {
    const wheel = realisticWheel();
    wheel.row(tradeAt(10, 100), () => wheel.place({ limitPrice: 90 }));
    wheel.row(tradeAt(20, 100), () => {
      wheel.command({ kind: 'amend', order: '0-1', change: { limitPrice: 120 } });
    });
    wheel.row(tradeAt(30, 100));
    expect(wheel.fills.map(({ price }) => price)).toEqual([100]);
  });

  it('says at the end how many quotes were crossed or locked', () => {
    const wheel = realisticWheel();
    for (const [n, prices] of [[99, 100] as const, [101, 100] as const, [100, 100] as const].entries()) {
      wheel.row(quoteAt(n, prices));
    }
    wheel.finalize();
    expect(wheel.answers).toEqual([
      {
        kind: 'notice',
        pipeline: null,
        symbol: 'X',
        code: 'QUOTES_CROSSED',
        facts: { symbol: 'X', count: 2 },
      },
    ]);
  });

  it('gives an order its latency', () => {
    const wheel = realisticWheel({ settings: { latencyMs: 15 } });
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({}));
    wheel.row(quoteAt(24, [99, 101]));
    expect(wheel.fills).toEqual([]);
    wheel.row(quoteAt(25, [99, 102]));
    expect(wheel.fills).toMatchObject([{ price: 102 }]);
  });

  it('lets limits wait for the touch and stops follow it', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ limitPrice: 98 });
      wheel.place({ stopPrice: 103 });
    });
    wheel.row(quoteAt(20, [98, 99]));
    expect(wheel.fills).toEqual([]);
    wheel.row(quoteAt(30, [97, 98]));
    expect(wheel.fills).toMatchObject([{ order: '0-1', price: 98 }]);
    wheel.row(quoteAt(40, [103, 104]));
    expect(wheel.fills).toMatchObject([{ order: '0-1' }, { order: '0-2', price: 104 }]);
  });

  it('lets exits fill from the next quote on', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({}, { role: 'stop-loss', stopPrice: 99 }));
    wheel.row(quoteAt(20, [98, 100]));
    expect(wheel.fills).toHaveLength(1);
    wheel.row(quoteAt(21, [98, 100]));
    expect(wheel.fills).toMatchObject([{ price: 100 }, { price: 98 }]);
  });
});

describe('the realistic broker on trades', () => {
  it('fills a market order half a spread from the trade, as much as was traded', () => {
    const wheel = realisticWheel({ settings: { spreadBps: 20 } });
    wheel.row(tradeAt(10, 100), () => wheel.place({ quantity: 5 }));
    wheel.row(tradeAt(20, 100, 3));
    wheel.row(tradeAt(30, 101, 3));
    expect(wheel.fills).toMatchObject([
      { quantity: 3, price: 100 * 1.001 },
      { quantity: 2, price: 101 * 1.001 },
    ]);
  });

  it('fills a waiting limit when the market trades through it, at the limit', () => {
    const wheel = realisticWheel();
    wheel.row(tradeAt(10, 100), () => wheel.place({ limitPrice: 99 }));
    wheel.row(tradeAt(20, 100));
    wheel.row(tradeAt(30, 99));
    expect(wheel.fills).toEqual([]);
    wheel.row(tradeAt(40, 98));
    expect(wheel.fills).toMatchObject([{ price: 99 }]);
  });

  it('fills a limit that comes to the market at the market', () => {
    const wheel = realisticWheel();
    wheel.row(tradeAt(10, 100), () => wheel.place({ limitPrice: 105 }));
    wheel.row(tradeAt(20, 101));
    expect(wheel.fills).toMatchObject([{ price: 101 }]);
  });
});
