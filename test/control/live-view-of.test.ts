import { describe, expect, it } from '@jest/globals';
import type { LiveView } from '../../src/control/live-view.js';
import { liveViewOf, type OutsideBooksSeen } from '../../src/control/live-view-of.js';
import { RunLog } from '../../src/control/run-log.js';
import type { Outcome } from '../../src/domain/journal.js';
import type { OperatorCommand } from '../../src/domain/operator-command.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { RunTotals } from '../../src/portfolio/run-totals.js';
import { Scribe } from '../portfolio/entries.js';

const flow = { at: 5, lagMs: 0, rowsPerSecond: 0, inputs: 0, rows: 0, queued: 0, queuedMax: 1, dropped: 0 };
const run = { id: 'r', mode: 'paper', version: '0', processId: 1, uptimeMs: 0, segment: 1 } as const;

/** A run of two pipelines over X, of which a point is two dollars, and Y. */
const watched = () => {
  const prices = new Map<string, number>();
  const market = {
    last: (symbol: string) => prices.get(symbol),
    bid: () => undefined,
    ask: () => undefined,
  };
  const portfolio = createPortfolio(market);
  const multiplierOf = (symbol: string): number => (symbol === 'X' ? 2 : 1);
  const log = new RunLog(new RunTotals(multiplierOf));
  const scribe = new Scribe((entry) => {
    portfolio.fold(entry);
    log.add(entry);
  });
  scribe.begin({ p: 1_000, q: 500 }, { X: { multiplier: 2 }, Y: {} });
  let latched: Outcome | null = null;
  let orders = 0;
  let outside: OutsideBooksSeen | null = null;
  return {
    scribe,
    prices,
    outside: (books: OutsideBooksSeen): void => {
      outside = books;
    },
    latch: (outcome: Outcome | null) => {
      latched = outcome;
    },
    trade: (
      pipeline: string,
      quantity: number,
      price: number,
      { symbol = 'X', commission = 0 } = {},
    ): void => {
      orders += 1;
      const units = Math.abs(quantity);
      const side = quantity > 0 ? 'buy' : 'sell';
      const order = scribe.place({ id: `1-${orders}`, pipeline, symbol, side, quantity: units });
      scribe.fill(order, { quantity: units, price, commission });
    },
    tell: (command: OperatorCommand, who = 'ana', why = 'why'): void => {
      scribe.write('operator', { command, who, why });
    },
    view: (): LiveView =>
      liveViewOf({
        log,
        portfolio: portfolio.view,
        market,
        multiplierOf,
        currency: 'USD',
        capital: 1_500,
        limits: { maxOrderQuantity: 9 },
        isWarming: (pipeline) => pipeline === 'q' && orders === 0,
        latched: () => latched,
        closed: () => [],
        outside,
        run,
        flow,
      }),
  };
};

describe('the view of a run', () => {
  it('shows what is held, what it cost, and what it has brought so far', () => {
    const { trade, prices, view } = watched();
    trade('p', 10, 100, { commission: 1 });
    trade('p', 10, 110, { commission: 1 });
    trade('p', -5, 120, { commission: 1 });
    trade('q', -4, 115);
    prices.set('X', 125);
    // First in, first out: 5 of the ten at 100 went at 120, two dollars a point, three commissions of one.
    expect(view().positions).toEqual([
      {
        pipeline: 'p',
        symbol: 'X',
        quantity: 15,
        averagePrice: (5 * 100 + 10 * 110) / 15,
        markPrice: 125,
        unrealised: (5 * 25 + 10 * 15) * 2,
        realised: 5 * 20 * 2 - 3,
      },
      {
        pipeline: 'q',
        symbol: 'X',
        quantity: -4,
        averagePrice: 115,
        markPrice: 125,
        unrealised: -4 * 10 * 2,
        realised: 0,
      },
      {
        pipeline: null,
        symbol: 'X',
        quantity: 11,
        averagePrice: (5 * 100 + 10 * 110 - 4 * 115) / 11,
        markPrice: 125,
        unrealised: 550 - 80,
        realised: 197,
      },
    ]);
    expect(view().money).toEqual({
      currency: 'USD',
      equity: 1_500 + 197 + 470,
      realised: 197,
      unrealised: 470,
      commissions: 3,
      cash: expect.anything(),
    });
    expect(view().flow).toMatchObject({ ordersSent: 4, fills: 4, refusals: 0, queuedMax: 1 });
  });

  it('shows that pipelines hold opposite, and no price where none is known', () => {
    const { trade, view } = watched();
    trade('p', 3, 10, { symbol: 'Y' });
    trade('q', -3, 10, { symbol: 'Y' });
    expect(view().positions.at(-1)).toEqual({
      pipeline: null,
      symbol: 'Y',
      quantity: 0,
      averagePrice: null,
      markPrice: null,
      unrealised: null,
      realised: 0,
    });
    trade('p', -3, 12, { symbol: 'Y' });
    trade('q', 3, 12, { symbol: 'Y' });
    expect(view().positions).toEqual([]);
    expect(view().money.realised).toBe(0);
  });

  it('counts what a person accepted, and a fee that came late', () => {
    const { scribe, trade, prices, view } = watched();
    trade('p', 10, 100);
    const adjustment = { order: null, execution: null, currency: 'USD', happenedAt: 1, who: 'ana', why: 'w' };
    const of = { pipeline: 'p', symbol: 'X' };
    scribe.write('adjustment', { ...adjustment, reason: 'accepted', quantity: -4, price: 103, money: 0 }, of);
    scribe.write('adjustment', { ...adjustment, reason: 'fee', quantity: 0, price: 0, money: -2 }, of);
    prices.set('X', 100);
    expect(view().positions[0]).toMatchObject({ quantity: 6, unrealised: 0, realised: 4 * 3 * 2 - 2 });
    expect(view().money).toMatchObject({ realised: 22, commissions: 2 });
  });

  it('counts the orders that left for the broker, exits among them', () => {
    const { scribe, view } = watched();
    const wish = { pipeline: 'p', symbol: 'X', side: 'buy', quantity: 1 } as const;
    const sent = scribe.place({ ...wish, id: '1-1' });
    const exits = ['1-2', '1-3'].map((id) => ({ ...sent, id, key: id, side: 'sell' }) as const);
    const bracket = { ...sent, id: '1-4', key: '1-4' };
    scribe.write('command', { command: { kind: 'place', order: bracket, children: exits } }, wish);
    expect(view().flow.ordersSent).toBe(4);
    // The broker was away when it was to leave.
    const late = scribe.place({ ...wish, id: '1-5' });
    const away = { code: 'BROKER_DISCONNECTED', facts: { detail: 'not asked' }, change: null } as const;
    scribe.write('order', { order: late.id, key: late.key, state: 'expired', ...away }, wish);
    expect(view().flow.ordersSent).toBe(4);
  });

  it('keeps the last hundred of what there is without end', () => {
    const { scribe, view } = watched();
    for (let count = 0; count < 250; count += 1) {
      scribe.write('refusal', { code: 'POSITION_FLAT', facts: { symbol: `S${count}` } });
    }
    const symbols = view().reasons.map(({ body }) => body.facts.symbol);
    expect([symbols.length, symbols[0], symbols.at(-1)]).toEqual([100, 'S150', 'S249']);
    expect(view().flow.refusals).toBe(250);
  });
});

describe('brakes of the view of a run', () => {
  const kinds = (view: LiveView): readonly string[] => view.brakes.map(({ kind }) => kind);

  it('are on from the word of a person to the word that takes it back', () => {
    const { tell, view } = watched();
    tell({ kind: 'pause' });
    tell({ kind: 'kill' }, 'ben', 'prices');
    expect(view().brakes).toMatchObject([
      { kind: 'pause', who: 'ana', symbol: null },
      { kind: 'kill', who: 'ben', why: 'prices' },
    ]);
    tell({ kind: 'resume' });
    expect(kinds(view())).toEqual(['kill']);
    tell({ kind: 'unlatch' });
    expect(kinds(view())).toEqual([]);
  });

  it('are on while the disk refuses, and the run goes down', () => {
    const { scribe, view } = watched();
    scribe.write('notice', { code: 'STORAGE_REFUSES', facts: { detail: 'no space left' } });
    scribe.write('session', { state: 'stopped', orders: 'keep', ended: false });
    expect(view().brakes).toMatchObject([
      { kind: 'storage', why: 'the disk refuses what is written: no space left', who: null },
      { kind: 'ending' },
    ]);
    scribe.write('notice', { code: 'STORAGE_BACK', facts: {} });
    scribe.write('session', { state: 'started', orders: null, ended: false });
    expect(view().brakes).toEqual([]);
  });

  it('are on for each thing that is not known, several of one symbol too', () => {
    const { outside, trade, view } = watched();
    trade('p', 10, 100);
    expect([view().outside, kinds(view())]).toEqual([null, []]);
    const seen = { symbol: 'X', journal: 10, engine: 10, broker: 7 };
    const twice = { name: 'twice:e1', symbol: 'X', since: 3 };
    outside({
      broker: 'scripted:venue.sock',
      freezes: () => [
        { ...twice, code: 'BROKER_UNINTELLIGIBLE', facts: { text: 'e1' } },
        { name: 'order:1-9', symbol: 'X', since: 4, code: 'ORDER_FATE_UNKNOWN', facts: { order: '1-9' } },
      ],
      positions: () => [
        { ...seen, since: 2, isDrift: true },
        { ...seen, symbol: 'Y', broker: 10, since: null, isDrift: false },
      ],
      fate: () => 'unknown',
    });
    expect(view().brakes).toMatchObject([
      { kind: 'unknown', symbol: 'X', since: 3, who: null },
      { kind: 'unknown', symbol: 'X', since: 4, why: expect.stringContaining('1-9') },
    ]);
    expect(view().outside).toEqual({
      broker: 'scripted:venue.sock',
      differences: [{ ...seen, since: 2, isDrift: true }],
      fates: {},
    });
  });

  it('are on while a loss limit holds, with the instant of its entry', () => {
    const { scribe, latch, view } = watched();
    const outcome = { code: 'DAILY_LOSS_LATCHED', facts: { lossPct: 3, limit: 2 } } as const;
    scribe.write('latch', { ...outcome, limit: 'maxDailyLossPct', until: '2026-01-05' });
    expect(view().brakes).toEqual([]);
    latch(outcome);
    expect(view().brakes).toMatchObject([
      { kind: 'loss-limit', since: 0, why: 'the day has lost 3 %, risk.maxDailyLossPct is 2' },
    ]);
  });

  it('of one pipeline are its own: warming, disabled, failed', () => {
    const { scribe, trade, tell, view } = watched();
    const states = () => view().pipelines.map(({ id, state }) => `${id} ${state}`);
    expect(states()).toEqual(['p trading', 'q warming']);
    trade('p', 1, 1);
    tell({ kind: 'disable', pipeline: 'p' }, 'ana', 'odd');
    expect(view().pipelines[0]).toMatchObject({ state: 'disabled', why: 'ana: odd' });
    expect(view().brakes).toEqual([]);
    scribe.write(
      'halt',
      { code: 'PIPELINE_FAILED', facts: { message: 'boom' }, positions: [] },
      { pipeline: 'q' },
    );
    expect(states()).toEqual(['p disabled', 'q failed']);
    tell({ kind: 'enable', pipeline: 'p' });
    tell({ kind: 'enable', pipeline: 'q' });
    expect(states()).toEqual(['p trading', 'q failed']);
  });

  it('are on for all when every pipeline has failed', () => {
    const { scribe, view } = watched();
    const failed = { code: 'PIPELINE_FAILED', facts: { message: 'boom' }, positions: [] } as const;
    scribe.write('halt', failed, { pipeline: 'q' });
    expect(kinds(view())).toEqual([]);
    scribe.write('halt', failed, { pipeline: 'p' });
    expect(kinds(view())).toEqual(['failed']);
  });
});
