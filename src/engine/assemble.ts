import type { SimulatedBroker } from '../brokers/simulated/simulated-broker.js';
import type { Cause, Outcome } from '../domain/journal.js';
import { Brakes } from '../risk/brakes.js';
import { endsRisk } from '../risk/ends-risk.js';
import type { Limits } from '../risk/limits.js';
import { LossLatch } from '../risk/loss-latch.js';
import { OrderRate } from '../risk/order-rate.js';
import type { RiskContext } from '../risk/risk-context.js';
import { BarMaker } from './bars/bar-maker.js';
import { BrokerDesk } from './books/broker-desk.js';
import { followAction } from './books/follow-action.js';
import type { MarkRecorder } from './books/mark-recorder.js';
import { noteLate } from './books/note-late.js';
import { brokerOf } from './broker-of.js';
import { MatchCover } from './feeds/match-cover.js';
import { type Foundation, layFoundation, markingOf } from './foundation.js';
import { inRing, type Ring } from './in-ring.js';
import { marksOf } from './marks-of.js';
import { riskContextOf } from './risk-context-of.js';
import type { Mill } from './rows/portions.js';
import { rowLoopOf } from './rows/row-loop-of.js';
import type { RunPlan, RunWatch } from './run-plan.js';
import { Decider } from './turns/decider.js';
import { failureOf, haltMessage, openPositions } from './turns/halts.js';
import { Routes } from './turns/routes.js';
import { TurnQueue } from './turns/turn-queue.js';
import { Turns } from './turns/turns.js';
import { warming } from './turns/warmup.js';
import { Wheel } from './wheel.js';
import type { WheelParts } from './wheel-parts.js';

/** A run put together and not yet begun. */
export interface Engine extends Foundation {
  readonly wheel: Wheel;
  readonly broker: SimulatedBroker;
  readonly desk: BrokerDesk;
  readonly marks: MarkRecorder;
  readonly failures: readonly Error[];
  readonly cover: MatchCover;
  readonly rowLoop: Mill['rowLoop'];
  readonly decider: Decider;
  readonly turns: Turns;
  /** Whether a pipeline's intents (in a symbol) come before trading starts. */
  readonly isWarming: (pipeline: string, symbol: string | null) => boolean;
  /** The loss limit that holds now, if any. */
  readonly latched: () => Outcome | null;
  readonly brakes: Brakes;
  readonly latch: LossLatch;
  /** As they hold now: a person may change them while a run is on. */
  readonly limits: { -readonly [Name in keyof Limits]: Limits[Name] };
}

/** Connects the rooms: each is given what it may know, and nothing else. */
export const assemble = (plan: RunPlan, watch: RunWatch): Engine => {
  const base = layFoundation(plan, watch);
  const limits = { ...plan.limits };
  const latch = new LossLatch(limits);
  const rate = new OrderRate();
  const queue = new TurnQueue();
  const failures: Error[] = [];
  // A ring: the broker asks risk about an order it can only size at its fill, and risk's
  // approvals go to the broker.
  const ring: Ring = {};
  const marks = marksOf(base, latch, (serial) => {
    for (const pipeline of base.portfolio.view.pipelines) inRing(ring, 'decider').withdraw(pipeline, serial);
  });
  const brakes = new Brakes();
  const outside = () => ring.broker?.outside;
  const risk = riskContextOf(base, { latch, marks, rate, brakes, limits, outside });
  const broker = brokerOf(base, (order, quantity, price) =>
    inRing(ring, 'decider').sized(order, { quantity, price }),
  );
  const halt = haltOf(base, ring);
  const desk = deskOf(base, { queue, marks, risk, ring, halt });
  const isWarming = warmingOf(base);
  const cover = new MatchCover({ matchOn: base.matchOn, isWarming });
  const decider = new Decider({ journal: base.journal, risk, rate, broker, queue, desk, isWarming });
  const turns = turnsOf(base, { queue, decider, failures, halt });
  Object.assign(ring, { decider, turns, broker });
  const bars = new BarMaker(base.feeds.made);
  const marking = markingOf(base);
  const { feeds, matchOn, ownBars, longestBars } = base;
  const routes = new Routes({ routes: feeds.routes, matchOn, marking, ownBars, longestBars });
  const marksMinutes = marking.size === 0;
  const wheel = wheelOf(base, { broker, desk, marks, turns, cover, bars, routes, marksMinutes });
  const rowLoop = rowLoopOf({ market: base.market, wheel, broker, cover, bars, routes });
  const latched = (): Outcome | null => latch.latched(marks.pending(base.clock.now()));
  const rooms = {
    broker,
    desk,
    marks,
    failures,
    cover,
    wheel,
    rowLoop,
    decider,
    turns,
    brakes,
    latch,
    limits,
  };
  return { ...base, ...rooms, isWarming, latched };
};

type Halt = (pipeline: string, outcome: Outcome, causes: readonly Cause[]) => void;

/** Ends a pipeline, and takes back what of its orders could add risk. */
const haltOf =
  (base: Foundation, ring: Ring): Halt =>
  (pipeline, outcome, causes) => {
    const body = { ...outcome, positions: openPositions(base.portfolio.view, pipeline) };
    inRing(ring, 'turns').halt(pipeline);
    const { serial } = base.journal.append({ kind: 'halt', causes, pipeline, body });
    inRing(ring, 'decider').withdraw(pipeline, serial);
  };

interface DeskRooms {
  readonly queue: TurnQueue;
  readonly marks: MarkRecorder;
  readonly risk: RiskContext;
  readonly ring: Ring;
  readonly halt: Halt;
}

const deskOf = (base: Foundation, { queue, marks, risk, ring, halt }: DeskRooms): BrokerDesk =>
  new BrokerDesk({
    journal: base.journal,
    portfolio: base.portfolio.view,
    queue,
    bars: base.ownBars,
    instrument: base.plan.instrument,
    onFill: (serial, pipeline, symbol) => {
      marks.noteFill(base.clock.now(), serial);
      // Where no new risk may be taken, what could only close before this fill may open something now.
      const isOut = !inRing(ring, 'turns')
        .alive()
        .some(({ id }) => id === pipeline);
      if (isOut || endsRisk(risk.latched(pipeline, symbol))) {
        inRing(ring, 'decider').withdraw(pipeline, serial, isOut ? null : symbol);
      }
    },
    onAction: (action) => followAction(base.market, action, base.clock.now()),
    onRuin: halt,
    onAgain: (again, causes) => inRing(ring, 'decider').again(again, causes),
  });

interface TurnsParts {
  readonly queue: TurnQueue;
  readonly decider: Decider;
  readonly failures: Error[];
  readonly halt: Halt;
}

const turnsOf = (base: Foundation, { queue, decider, failures, halt }: TurnsParts): Turns =>
  new Turns({
    runs: base.pipelines.runs,
    queue,
    decider,
    portfolio: base.portfolio.view,
    now: () => base.clock.now(),
    onFailure: (pipeline, error, causes) => {
      const failure = failureOf(error, pipeline, base.clock.now());
      failures.push(failure);
      halt(pipeline, { code: 'PIPELINE_FAILED', facts: { message: haltMessage(failure) } }, causes);
    },
  });

const warmingOf = ({ plan, pipelines, longestBars, clock, feeds, journal }: Foundation) =>
  warming({
    isHistory: () => journal.isQuiet,
    runs: pipelines.runs,
    bars: longestBars,
    coverage: plan.coverage,
    now: () => clock.now(),
    extraBars: plan.rules.warmsFirstBar ? 1 : 0,
    barSymbols: (pipeline) => feeds.barSymbols.get(pipeline) ?? [],
  });

type Rooms = Pick<
  WheelParts,
  'broker' | 'desk' | 'marks' | 'turns' | 'cover' | 'bars' | 'routes' | 'marksMinutes'
>;

const wheelOf = (base: Foundation, rooms: Rooms): Wheel =>
  new Wheel({
    ...rooms,
    clock: base.clock,
    market: base.market,
    ownBars: base.ownBars,
    runs: base.pipelines.runs,
    onLate: noteLate(base.journal),
  });
