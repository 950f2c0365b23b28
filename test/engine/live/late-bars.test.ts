import { describe, expect, it } from '@jest/globals';
import { map } from 'rxjs';
import { z } from 'zod';
import { RULE_SETS } from '../../../src/brokers/simulated/rule-sets.js';
import type { Stamped } from '../../../src/domain/input.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { Bar } from '../../../src/domain/market-event.js';
import { assemble } from '../../../src/engine/assemble.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { bars, definePipeline, target } from '../../../src/index.js';
import { memorySource } from '../memory-source.js';
import { planOf } from '../play.js';

const MINUTE = 60_000;
const BEGIN = Date.UTC(2024, 0, 2, 15, 0);

/** Says the close of every five minutes. */
const fives = definePipeline({
  name: 'fives',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['A'], every: '5m' }) }),
  flow: ({ bar$ }) =>
    bar$.pipe(
      map(({ close, start, at }) =>
        target({ symbol: 'A', quantity: close, because: `${start - BEGIN} ${at - BEGIN}` }),
      ),
    ),
});

const minute = (index: number): Bar => {
  const price = 100 + index;
  const start = BEGIN + index * MINUTE;
  const prices = { open: price, high: price, low: price, close: price };
  const rest = { every: '1m', sessionDate: '2024-01-02', volume: 10, bid: null, ask: null };
  return { kind: 'bar', symbol: 'A', at: start + MINUTE, start, ...prices, ...rest };
};

describe('bars on the wall clock', () => {
  it('hear of a part that came when their bar was over as late, and go on', () => {
    const rules = RULE_SETS['realistic'];
    if (!rules) throw new Error('there is no rule set realistic');
    const source = memorySource([], { series: [{ symbol: 'A', kind: 'bar', every: '1m' }] });
    const entries: Entry[] = [];
    const plan = planOf({ pipelines: { fives }, sources: [source], rules });
    const live = new LiveEngine(assemble(plan, { onEntry: (entry) => entries.push(entry) }));
    // Each minute is known a while after its end, the fifth later than the others, when the wall has rung.
    const delayMs = (index: number): number => (index % 5 === 4 ? 500 : 300);
    const inputs = Array.from({ length: 11 }, (_, index): readonly Omit<Stamped, 'serial'>[] => [
      { at: BEGIN + (index + 1) * MINUTE + delayMs(index) - 100, input: { kind: 'wake' } },
      { at: BEGIN + (index + 1) * MINUTE + delayMs(index), input: { kind: 'market', event: minute(index) } },
    ]).flat();
    for (const [index, input] of inputs.entries()) live.take({ serial: index + 1, ...input });
    expect(live.engine.failures).toEqual([]);
    const late = entries.filter(({ kind }) => kind === 'late');
    expect(late.map(({ body }) => body)).toEqual([
      { stream: 'bar:1m', happenedAt: BEGIN + 4 * MINUTE, bars: [expect.stringContaining('bar:5m')] },
      { stream: 'bar:1m', happenedAt: BEGIN + 9 * MINUTE, bars: [expect.stringContaining('bar:5m')] },
    ]);
    const said = entries.flatMap((entry) => (entry.kind === 'intent' ? [entry.body.intent.because] : []));
    expect(said).toHaveLength(2);
  });
});
