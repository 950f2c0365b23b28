import { describe, expect, it } from '@jest/globals';
import { backtestOn, randomBars } from 'millrace/testing';
import { bollingerBreakout } from '../../pipelines/bollinger-breakout.js';
import { smaCross } from '../../pipelines/sma-cross.js';

/** Entries that speak of the run as a whole. */
const OF_THE_RUN = new Set(['begin', 'end', 'close']);

const events = randomBars({ seed: 5, symbols: ['X'], count: 400, every: '1d' });
const risk = { maxDrawdownPct: 0.5 };

const runOf = (name: string, rules: string) => {
  const common = { events, rules, risk, broker: { cash: 100_000 } };
  if (name === 'sma-cross') {
    const params = { symbols: ['X'], fast: 3, slow: 8, size: { weight: 0.5 } };
    return backtestOn({ ...common, pipeline: smaCross, params: { ...params, direction: 'long-short' } });
  }
  return backtestOn({ ...common, pipeline: bollingerBreakout, params: { symbols: ['X'] } });
};

describe.each([
  ['sma-cross', 'realistic'],
  ['sma-cross', 'backtesting.py'],
  ['bollinger-breakout', 'realistic'],
  ['bollinger-breakout', 'backtesting.py'],
])('the journal of %s under %s', (name, rules) => {
  it('says of every entry why it is there, by what came before it', async () => {
    const { entries } = await runOf(name, rules);
    const kinds = new Set(entries.map(({ kind }) => kind));
    for (const kind of ['intent', 'approval', 'command', 'fill', 'latch'] as const) {
      expect(kinds).toContain(kind);
    }
    const idle = entries.filter(({ kind, causes }) => !OF_THE_RUN.has(kind) && causes.length === 0);
    expect(idle).toEqual([]);
    const later = entries.filter(({ serial, causes }) =>
      causes.some((cause) => 'entry' in cause && cause.entry >= serial),
    );
    expect(later).toEqual([]);
    const doubled = entries.filter(
      ({ causes }) => new Set(causes.map((one) => JSON.stringify(one))).size < causes.length,
    );
    expect(doubled).toEqual([]);
  });

  it('leads every fill back to a row', async () => {
    const { entries } = await runOf(name, rules);
    for (const { kind, causes } of entries) {
      if (kind === 'fill') expect(causes.map((cause) => Object.keys(cause)[0])).toContain('row');
    }
  });
});
