import { cpSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { planLive } from '../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import { planRun } from '../../../src/cli/plan-run.js';
import type { Stamped } from '../../../src/domain/input.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { Trade } from '../../../src/domain/market-event.js';
import { backtest } from '../../../src/engine/backtest.js';
import type { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { decisionLine } from '../../../src/journal/canonical-line.js';
import { DECISIONS } from '../../../src/journal/journal-hash.js';
import { wallClock } from '../../../src/time/wall-clock.js';
import { seeded } from '../../hashes/seeded.js';
import { describeWithKafka, type TestKafka } from '../../kafka/with-kafka.js';
import { writeEvents } from '../../sources/kafka/replay/write-events.js';
import { scratch } from '../scratch.js';
import { recordedIn } from '../until-recorded.js';
import { kill } from './kill.js';
import { lived, type PaperWish, paperHere, paperOptions } from './paper-here.js';

const { path } = scratch();

/** More of them by hand. */
const KILLS = Number(process.env.MILLRACE_KILLS ?? 3);

const BEGIN = Date.UTC(2024, 0, 2, 14, 30);
const ROUNDS = 400;

/** Two symbols trade twice a minute; averages cross now and then. An hour later comes the last of each. */
const TRADES: readonly Trade[] = Array.from({ length: 2 * ROUNDS }, (_, n) => {
  const round = n >> 1;
  const at = BEGIN + round * 30_000 + (round === ROUNDS - 1 ? 3_600_000 : 0);
  const price = 100 + Math.abs((round % 40) - 20) / 10;
  return { kind: 'trade', symbol: n % 2 === 0 ? 'X' : 'Y', at, happenedAt: at, price, size: 10_000 };
});
/** That many rows stand there when a run begins. */
const OLD = 500;
const OLD_ENDS = TRADES[OLD - 1]?.at ?? Number.NaN;

const words = { names: ['sma-cross'], param: ['symbols=X,Y', 'every=1m', 'fast=2', 'slow=9'] };
const SMALL = ['live.flushMs=0', 'live.sliceRows=7'];

/** What was decided when it counted; of what warmed up that it was said. */
const decisionsIn = (entries: readonly Entry[]): readonly string[] =>
  entries.filter(({ kind }) => DECISIONS.has(kind)).map(decisionLine);

/** By the row's price and time, and how often it was heard. */
const rowsIn = (inputs: readonly Stamped[]): readonly string[] =>
  inputs.flatMap(({ input: { kind, ...input } }) => {
    if (kind !== 'market' || !('event' in input) || input.event.kind !== 'trade') return [];
    const { symbol, happenedAt, price } = input.event;
    return [`${symbol} ${happenedAt} ${price}`];
  });
const ALL = TRADES.map(({ symbol, happenedAt, price }) => `${symbol} ${happenedAt} ${price}`);

describeWithKafka('the history of a topic that is followed', (kafka) => {
  const partitionOf = seeded(5);
  const topicOf = async (): Promise<string> => await kafka.topic({ partitions: 3 });
  const tell = (topic: string, trades: readonly Trade[]) =>
    writeEvents(
      kafka.client(),
      { topic, partitionOf: () => Math.floor(3 * partitionOf()), batch: 50 },
      trades,
    );
  const run = (wish: Omit<PaperWish, 'names'>) => paperHere(wishOf(kafka, wish));

  const backtested = async (topic: string, from: number): Promise<readonly string[]> => {
    const entries: Entry[] = [];
    const { plan } = await planRun(words.names, {
      source: [`kafka:${topic}`],
      param: words.param,
      set: [`kafka.brokers=${kafka.address()}`],
      config: [],
      from: new Date(from).toISOString(),
      seed: 1,
      strict: false,
      cache: false,
    });
    await backtest(plan, { onEntry: (entry) => entries.push(entry) });
    return decisionsIn(entries);
  };

  it('warms up as that of a backtest from there on, and goes on from the very next row', async () => {
    const topic = await topicOf();
    await tell(topic, TRADES.slice(0, OLD));
    const folder = path('from-end');
    const source = `kafka:${topic}?follow&symbols=X,Y&kinds=trade&speed=step&idleMs=300`;
    const planned = await planLive(words.names, paperOptions(wishOf(kafka, { folder, source })));
    // Where it begins is known: what is written from now on is followed.
    await tell(topic, TRADES.slice(OLD));
    const { entries } = await lived(planned, { folder, meanwhile: (loop) => until(loop, allIn(folder)) });
    const inputs = await recordedIn(folder);
    expect(rowsIn(inputs)).toEqual(ALL);
    // Only what is followed has a place in the topic.
    expect(inputs.filter(({ input }) => input.kind === 'market' && input.origin)).toHaveLength(
      TRADES.length - OLD,
    );
    const warming = entries.flatMap((entry) => (entry.kind === 'intent' ? [entry.body.warming] : []));
    expect(warming.filter((is) => is).length).toBeGreaterThan(4);
    const first = entries.find(({ kind }) => kind === 'approval');
    expect(first?.at).toBeGreaterThan(OLD_ENDS);
    expect(entries.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(2);
    expect(decisionsIn(entries)).toEqual(await backtested(topic, OLD_ENDS + 1));
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it('is heard once, wherever the run is killed in it or behind it', async () => {
    const topic = await topicOf();
    await tell(topic, TRADES);
    const from = new Date(OLD_ENDS).toISOString();
    const source = `kafka:${topic}?follow&symbols=X,Y&kinds=trade&speed=step&idleMs=300`;
    const wish = { folder: path('whole'), source, from, set: SMALL };
    const whole = await run({ ...wish, meanwhile: (loop) => until(loop, allIn(wish.folder)) });
    // A bar of that very time is the last that warms up, in both.
    expect(decisionsIn(whole.entries)).toEqual(await backtested(topic, OLD_ENDS));
    const planned = await planLive(words.names, paperOptions(wishOf(kafka, wish)));
    const random = seeded(9);
    for (let life = 0; life < KILLS; life += 1) {
      const folder = path(`killed-${life}`);
      cpSync(wish.folder, folder, { recursive: true });
      kill(folder, random);
      await lived(planned, { folder, meanwhile: (loop) => until(loop, allIn(folder)) });
      expect(rowsIn(await recordedIn(folder))).toEqual(ALL);
      expect(await verifyRun(folder)).toMatchObject({
        verdict: 'PASS',
        decisionHash: whole.digests.decisionHash,
      });
    }
  });

  it("is told at its own times by the wall's clock, as far back as is said, and not traded on", async () => {
    const topic = await topicOf();
    await tell(topic, TRADES.slice(0, OLD));
    const folder = path('by-the-wall');
    const source = `kafka:${topic}?follow&symbols=X&kinds=trade&history=1h`;
    const since = wallClock.wall().now();
    await run({
      folder,
      source,
      wall: wallClock.wall(),
      param: ['symbols=X', 'every=1m', 'fast=2', 'slow=9'],
      meanwhile: (loop) => {
        const more = tell.bind(null, topic, TRADES.slice(OLD, OLD + 4));
        until(loop, allIn(folder, 120), () => void more().then(() => until(loop, allIn(folder, 122))));
      },
    });
    const market = (await recordedIn(folder)).flatMap(({ at, input }) =>
      input.kind === 'market' && input.event.kind === 'trade' ? [{ at, event: input.event }] : [],
    );
    const old = TRADES.slice(0, OLD).filter(({ symbol, at }) => symbol === 'X' && at > OLD_ENDS - 3_600_000);
    expect(old).toHaveLength(120);
    expect(market.slice(0, 120).map(({ at }) => at)).toEqual(old.map(({ at }) => at));
    expect(market.slice(120).map(({ event }) => event.happenedAt)).toEqual([
      TRADES[OLD]?.at,
      TRADES[OLD + 2]?.at,
    ]);
    for (const { at } of market.slice(120)) expect(at).toBeGreaterThan(since);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it('is none where it is said so', async () => {
    const topic = await topicOf();
    await tell(topic, TRADES.slice(0, 20));
    const source = `kafka:${topic}?follow&symbols=X,Y&kinds=trade&history=none&from=offset:3`;
    const { content } = await planLive(
      words.names,
      paperOptions(wishOf(kafka, { folder: path('none'), source })),
    );
    expect(content.coverage.from).toBeNull();
  });
});

const wishOf = (
  kafka: TestKafka,
  wish: Partial<PaperWish> & Pick<PaperWish, 'folder' | 'source'>,
): PaperWish => ({
  ...words,
  ...wish,
  set: [`kafka.brokers=${kafka.address()}`, ...(wish.set ?? [])],
});

/** Ends a run in order, or does what is said, when it has heard enough. */
const until = (loop: LiveLoop, isEnough: () => Promise<boolean>, then = (): void => loop.stop()): void => {
  void isEnough().then((is) => (is ? then() : setTimeout(() => until(loop, isEnough, then), 20)));
};

const allIn =
  (folder: string, rows = TRADES.length) =>
  async (): Promise<boolean> =>
    rowsIn(await recordedIn(folder)).length >= rows;
