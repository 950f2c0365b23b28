import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomScenario } from '../../../second-engine/random-script.js';
import { runScript } from '../../../second-engine/second-engine.js';
import { playScript } from './play-script.js';

/** Equal but for rounding: nine digits of the number itself, or of `scale` where that is larger. */
const near = (value: number | null, scale = 1e-6): unknown =>
  value === null ? null : expect.closeTo(value, 9 - Math.ceil(Math.log10(Math.max(Math.abs(value), scale))));

describe('the broker of backtesting.py', () => {
  it('agrees with a plain loop written from the same text, whatever is ordered and set', () => {
    fc.assert(
      fc.property(randomScenario, (scenario) => {
        const wanted = runScript(scenario);
        const { cash } = scenario.settings;
        const played = playScript(scenario);
        expect(played.rejected).toEqual(wanted.rejected);
        expect(played.trades).toEqual(
          wanted.trades.map(({ sl: _sl, tp: _tp, ...trade }) => ({
            ...trade,
            size: near(trade.size),
            entryPrice: near(trade.entryPrice),
            exitPrice: near(trade.exitPrice),
            pnl: near(trade.pnl, cash),
            commission: near(trade.commission, cash),
            returnPct: near(trade.returnPct, 1),
          })),
        );
        expect(played.open).toEqual(
          wanted.open.map(({ size, entryBar, entryPrice }) => ({
            size: near(size),
            entryBar,
            entryPrice: near(entryPrice),
          })),
        );
        expect(played.equity).toEqual(wanted.equity.map((worth) => near(worth, cash)));
      }),
      { numRuns: 400, seed: 20_040_819 },
    );
  });
});
