import { join } from 'node:path';
import { loadConfig } from '../../config/load.js';
import { orderNames } from '../../src/brokers/outside/order-names.js';
import { Outbox } from '../../src/brokers/outside/outbox.js';
import type { CommandSink } from '../../src/brokers/outside/outside-books.js';
import { outsideRules } from '../../src/brokers/outside/outside-rules.js';
import { basePlan } from '../../src/cli/base-plan.js';
import { runCode } from '../../src/cli/live/content/run-code.js';
import type { RunContent } from '../../src/cli/live/content/run-content.js';
import { planFeed } from '../../src/cli/live/plan/plan-feed.js';
import { type StartedRun, startRun } from '../../src/cli/live/session/start-run.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { Intake } from '../../src/engine/live/intake.js';
import { LiveLoop } from '../../src/engine/live/live-loop.js';
import { OutsideLine } from '../../src/engine/live/outside-line.js';
import type { LiveFeed } from '../../src/sources/live/live-feed.js';
import { liveTime } from '../../src/sources/live/live-time.js';
import { wallClock } from '../../src/time/wall-clock.js';
import { symbolsOf } from '../data/ticks.js';
import { type Spread, spreadOf } from '../latency.js';
import type { Wish } from '../outcome.js';
import { everyTick } from '../pipelines/every-tick.js';
import { instantBroker } from './instant-broker.js';
import { EVENTS_PER_ORDER, pacedTrades, WARM_UP_ROWS } from './pace.js';

const NAMES = orderNames('bench');
const SETS = {
  'broker.cash': '1e9',
  'risk.maxOrderNotional': '1e6',
  'risk.maxGrossNotional': '1e8',
  'risk.maxOrdersPerMinute': '1e6',
  'risk.maxDailyLossPct': '50',
};

/**
 * A live run as `millrace live` makes it, trades coming one by one: from the moment at which a source hands a
 * trade over to that at which the order that it brought lies in the outbox, and to that at which it leaves.
 *
 * @param durable Whether commands wait for the disk, as they do but here.
 */
export const runLive = async (folder: string, wish: Wish, durable: boolean): Promise<readonly Spread[]> => {
  const watch = new Watch();
  const trades = pacedTrades(wish);
  const outbox = new Outbox({
    flush: () => (durable ? loop.flushed() : Promise.resolve()),
    send: (command) => broker.send(command),
    onFailure: (error) => {
      throw error;
    },
  });
  const broker = instantBroker(NAMES, (order) => watch.sent(order));
  const { started, wall, live } = await begun(folder, wish, {
    put: (command) => {
      if (command.kind === 'place') watch.put(command.order.id);
      outbox.put(command);
    },
    revoke: (order) => outbox.revoke(order),
  });
  const { engine, recording } = started;
  const { outside: hearing } = engine.engine.broker;
  if (!hearing) throw new Error('the broker is outside');
  const feed: LiveFeed = {
    uris: [],
    series: [],
    tz: 'UTC',
    notices: [],
    ...liveTime(wall, null),
    stamp: (event) => {
      watch.enters(event);
      return wall.now();
    },
    next: async () => {
      const trade = await trades();
      if (trade) watch.came(trade);
      return trade && [trade];
    },
    close: () => undefined,
  };
  const snapshotMs = { settled: 30_000, unsettled: 2_000 };
  const outside = new OutsideLine({ broker, outbox, hearing, wall, snapshotMs });
  const intake = new Intake(live);
  const loop: LiveLoop = new LiveLoop({
    engine,
    feed,
    intake,
    recording,
    wall,
    settings: live,
    lastAt: null,
    outside,
  });
  await loop.run();
  await recording.close();
  const wanted = Math.floor((wish.rows - WARM_UP_ROWS) / EVENTS_PER_ORDER);
  return watch.spreads(wanted);
};

const begun = async (folder: string, wish: Wish, commands: CommandSink) => {
  const symbols = symbolsOf(wish.symbols).join(',');
  const sets = Object.entries(SETS).map(([path, text]) => ({ path, text }));
  const { config } = loadConfig({ mode: 'live', sets });
  const rules = outsideRules({ names: NAMES, commands, absentGraceMs: config.outside.absentGraceMs });
  const base = basePlan(config, rules, { seed: wish.seed, strict: false });
  const source = [`lines:-?symbols=${symbols}&kinds=trade`];
  const { sources, coverage } = await planFeed(
    { source, seed: wish.seed },
    { config, instrument: base.instrument, leadMs: 0 },
  );
  const params = { symbols: symbols.split(','), step: EVENTS_PER_ORDER };
  const pipelines = [{ id: 'every-tick', pipeline: everyTick, params, capital: config.broker.cash }];
  const content: RunContent = {
    v: 1,
    mode: 'live',
    pipelines: [],
    params: [],
    config,
    seed: wish.seed,
    strict: false,
    coverage,
    sources: [],
    code: runCode([]),
  };
  const started: StartedRun = await startRun({
    folder: join(folder, 'run'),
    content,
    plan: { ...base, pipelines, sources, coverage },
    marketFileBytes: config.live.marketFileBytes,
    onEntry: () => undefined,
    onWarning: (text) => {
      throw new Error(text);
    },
  });
  return { started, wall: wallClock.wall(), live: config.live };
};

/** When what happened. */
class Watch {
  private readonly arrivals = new WeakMap<MarketEvent, number>();
  private cameAt = 0;
  private rows = 0;
  private readonly begun = new Map<string, number>();
  private readonly toOutbox: number[] = [];
  private readonly toBroker: number[] = [];

  came(event: MarketEvent): void {
    this.arrivals.set(event, wallClock.elapsedMs());
  }

  /** It is the one that orders come from. */
  enters(event: MarketEvent): void {
    this.cameAt = this.arrivals.get(event) ?? Number.NaN;
    this.rows += 1;
  }

  put(order: string): void {
    if (this.rows <= WARM_UP_ROWS) return;
    this.begun.set(order, this.cameAt);
    this.toOutbox.push(wallClock.elapsedMs() - this.cameAt);
  }

  sent(order: string): void {
    const cameAt = this.begun.get(order);
    if (cameAt !== undefined) this.toBroker.push(wallClock.elapsedMs() - cameAt);
  }

  spreads(orders: number): readonly Spread[] {
    const { toOutbox, toBroker } = this;
    if (toOutbox.length < orders * 0.95 || toBroker.length < orders * 0.95) {
      throw new Error(`void: ${toOutbox.length} orders of ${orders}, ${toBroker.length} of them sent`);
    }
    return [spreadOf('tick to outbox', toOutbox), spreadOf('tick to broker', toBroker)];
  }
}
