import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../src/domain/journal.js';
import { explain } from '../../src/journal/explain.js';
import { entry, order, sampleRun } from './sample-run.js';

describe('explain', () => {
  it('goes from the order to the bar that caused it, and on to what became of it', () => {
    expect(explain(sampleRun(), '1-1')).toEqual([
      'order 1-1 (target-SPY): buy 95 SPY, market, gtc, for sma-cross',
      '  because the fast average crossed above the slow one',
      '',
      'why it was sent, backwards:',
      '  command 4 at 2020-01-02T21:00:00.004Z: place 1-1',
      '  approval 3 at 2020-01-02T21:00:00.003Z: 1 command',
      '  intent 2 at 2020-01-02T21:00:00.002Z: target weight 0.95 of SPY',
      '    because the fast average crossed above the slow one',
      '  bar 31 of SPY, known at 2020-01-02T21:00:00.000Z',
      '',
      'what became of it:',
      '  order 5 at 2020-01-02T21:00:00.005Z: order 1-1 is working',
      '  fill 6 at 2020-01-02T21:00:00.006Z: order 1-1: buy 95 at 321.5, commission 1 USD, ' +
        'happened 2020-01-03T14:30:00.000Z',
    ]);
  });

  /** A cancel after a fill of another order, and after a timer. */
  const reaction = (): Entry[] => {
    const intent = {
      kind: 'submit',
      key: 'stop',
      symbol: 'SPY',
      side: 'sell',
      quantity: 95,
      fraction: null,
      type: 'stop-limit',
      limitPrice: 299,
      stopPrice: 300,
      timeInForce: 'day',
      expiresAt: null,
      stopLoss: null,
      takeProfit: null,
      oco: null,
      lot: null,
      reduceOnly: true,
      outsideRth: false,
      because: 'protect the fill',
    } as const;
    const stop = order({
      id: '1-2',
      key: 'stop',
      side: 'sell',
      type: 'stop-limit',
      stopPrice: 300,
      limitPrice: 299,
      timeInForce: 'day',
      reduceOnly: true,
      because: 'protect the fill',
    });
    const cancelled = {
      order: '1-2',
      key: 'stop',
      state: 'cancelled',
      code: 'CANCELLED_OCO',
      facts: { order: '1-3' },
      change: null,
    } as const;
    return [
      ...sampleRun().slice(0, 6),
      entry('intent', { intent, warming: false }, { serial: 7, causes: [{ entry: 6 }] }),
      entry('approval', { commands: 1, target: null }, { serial: 8, causes: [{ entry: 7 }] }),
      entry(
        'command',
        { command: { kind: 'place', order: stop, children: [] } },
        { serial: 9, causes: [{ entry: 8 }] },
      ),
      entry(
        'intent',
        { intent: { kind: 'cancel', key: 'stop', because: 'the day is over' }, warming: false },
        { serial: 10, causes: [{ timer: Date.UTC(2020, 0, 3, 21), pipeline: 'sma-cross' }] },
      ),
      entry('approval', { commands: 1, target: null }, { serial: 11, causes: [{ entry: 10 }] }),
      entry(
        'command',
        { command: { kind: 'cancel', order: '1-2' } },
        { serial: 12, causes: [{ entry: 11 }] },
      ),
      entry('order', cancelled, { serial: 13, causes: [{ entry: 12 }] }),
    ];
  };

  it('names the fill that caused an order, without telling that other order over again', () => {
    const lines = explain(reaction(), '1-2');
    expect(lines[0]).toContain('sell 95 SPY, stop-limit stop 300 limit 299, day, reduce only');
    expect(lines.slice(4, 9).map((line) => line.trim())).toEqual([
      'command 9 at 2020-01-02T21:00:00.009Z: place 1-2',
      'approval 8 at 2020-01-02T21:00:00.008Z: 1 command',
      'intent 7 at 2020-01-02T21:00:00.007Z: submit stop: sell 95 SPY, stop-limit stop 300 limit 299',
      'because protect the fill',
      'fill 6 at 2020-01-02T21:00:00.006Z: order 1-1: buy 95 at 321.5, commission 1 USD, ' +
        'happened 2020-01-03T14:30:00.000Z',
    ]);
    expect(lines).toContain('  bar 32 of SPY, known at 2020-01-03T21:00:00.000Z');
    expect(lines.filter((line) => line.includes('place 1-1'))).toEqual([]);
    expect(lines.slice(-6).map((line) => line.trim())).toEqual([
      'command 12 at 2020-01-02T21:00:00.012Z: cancel 1-2',
      'approval 11 at 2020-01-02T21:00:00.011Z: 1 command',
      'intent 10 at 2020-01-02T21:00:00.010Z: cancel stop',
      'because the day is over',
      'timer of sma-cross, due 2020-01-03T21:00:00.000Z',
      'order 13 at 2020-01-02T21:00:00.013Z: order 1-2 is cancelled, ' +
        'CANCELLED_OCO: order 1-3 of the same group filled',
    ]);
  });

  it('says of an order of the rule set itself that nobody wished it', () => {
    const house = entry(
      'command',
      { command: { kind: 'place', order: order({ id: '1-9', because: '' }), children: [] } },
      { serial: 2, causes: [{ timer: 0, pipeline: 'p' }] },
    );
    expect(explain([house], '1-9')).toEqual(
      expect.arrayContaining([
        '  timer of p, due 1970-01-01T00:00:00.000Z',
        '  no intent: the rule set itself placed it',
      ]),
    );
  });

  it('names near orders where it does not know the one asked for', () => {
    expect(() => explain(reaction(), '11-2')).toThrow(
      expect.objectContaining({
        code: 'ORDER_UNKNOWN',
        message: expect.stringContaining('the journal has no order 11-2; did you mean 1-2?'),
        facts: expect.objectContaining({ known: '1-1, 1-2', count: 2 }),
      }),
    );
    expect(() => explain([], 'x')).toThrow('such as none');
  });
});
