import type { Observable } from 'rxjs';
import { Outbox } from '../../../../src/brokers/outside/outbox.js';
import type { CommandSink } from '../../../../src/brokers/outside/outside-books.js';
import type { OutsideBroker } from '../../../../src/brokers/outside/outside-broker.js';
import type { LineListener } from '../../../../src/brokers/scripted/line.js';
import { scriptedBroker } from '../../../../src/brokers/scripted/scripted-broker.js';
import type { Fault } from '../../../../src/brokers/scripted/venue/faults.js';
import { Venue } from '../../../../src/brokers/scripted/venue/venue.js';
import type { Input, Stamped } from '../../../../src/domain/input.js';
import type { Entry } from '../../../../src/domain/journal.js';
import type { Command } from '../../../../src/domain/order.js';
import type { OutsideEvent } from '../../../../src/domain/outside-event.js';
import type { Opening } from '../../../../src/engine/run-plan.js';
import { seededRandom } from '../../../../src/engine/turns/seeded-random.js';
import { canonicalLine } from '../../../../src/journal/canonical-line.js';
import type { Approved } from '../../../../src/risk/approved.js';
import { bar } from '../../../../src/testing/bar.js';
import { Life, NAMES, START, SYMBOLS } from './life.js';
import { nextOpening } from './next-opening.js';

/** Steps of an order's life at which the engine's process can be killed. */
export const KILLS = [
  'before the journal',
  'journaled',
  'flushed',
  'sent',
  'acknowledged',
  'partly filled',
  'filled',
  'cancelling',
] as const;

/** A step of an order's life at which the process dies; or the disk refuses for a while, and nobody dies. */
export type Kill = (typeof KILLS)[number] | 'disk full';

/** What a scenario is: the same seed, faults and kill are the same scenario. */
export interface Scenario {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly kill: Kill | null;
  /** Who comes back runs other code: a new segment begins, where one can. */
  readonly renews: boolean;
}

const ACTIVE_MS = 30_000;
/** Prices go on, nobody wishes anything, and the venue behaves. */
const CALM_MS = 15_000;
/** Nothing trades any more, so that everything can be known. */
const STILL_MS = 30_000;

/** One scenario: an engine, the venue, a person, and a disk that is told what it has; time is driven. */
export class Trial {
  readonly log: string[] = [];
  readonly violations: string[] = [];
  recorded: Stamped[] = [];
  life: Life;
  killed = 0;
  /** What a segment before this one wrote, how many inputs it had, and what this one took over. */
  private past: readonly Entry[] = [];
  private since = 0;
  opening: Opening | null = null;
  private readonly venue: Venue;
  private readonly random: () => number;
  private readonly prices = new Map<string, number>(SYMBOLS.map((symbol) => [symbol, 100]));
  /** How many entries there were after each input. */
  private readonly written: number[] = [];
  /** How many inputs are on disk. */
  private durable = 0;
  private flushes: { readonly mark: number; readonly done: () => void; readonly fail: () => void }[] = [];
  /** Until when the disk refuses, and whether the engine was told. */
  private fullUntil = 0;
  private isSick = false;
  private heard: OutsideEvent[] = [];
  private listener: LineListener | null = null;
  private broker: OutsideBroker;
  private outbox: Outbox;
  private now = START;
  private isUp = false;
  private askAt = 0;
  private countdown: number;
  /** How many inputs survive, once the process is doomed. */
  private doom: number | null = null;
  private readonly marks = new WeakMap<Command, number>();

  constructor(readonly scenario: Scenario) {
    this.random = seededRandom(scenario.seed, 'trial');
    this.countdown = 1 + Math.floor(this.random() * 3);
    this.venue = new Venue({
      seed: scenario.seed,
      faults: new Set(scenario.faults),
      log: (line) => this.log.push(line),
      deliver: (line) => this.listener?.onText(line),
      cut: () => this.line('down'),
      restore: () => this.line('up'),
    });
    this.venue.advance(START);
    [this.broker, this.outbox, this.life] = this.born();
  }

  async run(): Promise<void> {
    this.rise();
    await this.pass(ACTIVE_MS);
    this.venue.calm();
    await this.pass(CALM_MS);
    await this.pass(STILL_MS);
  }

  /** What the segments wrote, one after the other. */
  get entries(): readonly Entry[] {
    return [...this.past, ...this.life.entries];
  }

  /** What the segment before this one decided is said again by an engine that hears nothing else. */
  private renew(known: number): void {
    const entries = this.life.entries.slice(0, known);
    const opening = nextOpening(this.life, entries, this.recorded);
    if (opening === null) return;
    this.past = entries;
    this.opening = opening;
    this.since = this.recorded.length;
  }

  /** Everything that was recorded, through engines that hear nothing else. */
  replayed(): readonly Entry[] {
    const nobody = { put: () => undefined, revoke: () => undefined };
    const wish = { seed: this.scenario.seed, until: START + ACTIVE_MS };
    const first = new Life({ ...wish, opening: null }, nobody);
    for (const stamped of this.recorded.slice(0, this.since)) first.take(stamped);
    if (this.opening === null) {
      for (const stamped of this.recorded) first.take(stamped);
      return first.entries;
    }
    const opening = nextOpening(first, first.entries, this.recorded.slice(0, this.since));
    const second = new Life({ ...wish, opening }, nobody);
    for (const stamped of this.recorded.slice(this.since)) second.take(stamped);
    return [...first.entries, ...second.entries];
  }

  private born(): [OutsideBroker, Outbox, Life] {
    const broker = scriptedBroker({
      names: NAMES,
      line: {
        write: (text) => this.venue.receive(text),
        listen: (listener) => {
          this.listener = listener;
        },
        close: () => Promise.resolve(),
      },
    });
    this.listen(broker.event$);
    const alive = (): boolean => this.doom === null && this.outbox === outbox;
    const outbox: Outbox = new Outbox({
      flush: () =>
        new Promise((done, refuse) => {
          const fail = (): void => refuse(new Error('no space left on device'));
          this.flushes.push({ mark: this.recorded.length, done, fail });
        }),
      send: (command) => {
        if (alive()) this.send(command);
      },
      onFailure: (error) => {
        if (this.now >= this.fullUntil) this.violations.push(`the outbox failed: ${String(error)}`);
      },
    });
    const sink: CommandSink = {
      put: (command) => {
        this.marks.set(command, this.recorded.length);
        outbox.put(command);
        if (outbox.waiting.includes(command)) this.put();
      },
      revoke: (order) => outbox.revoke(order),
    };
    const wish = { seed: this.scenario.seed, until: START + ACTIVE_MS, opening: this.opening };
    return [broker, outbox, new Life(wish, sink)];
  }

  private listen(event$: Observable<OutsideEvent>): void {
    event$.subscribe((event) => {
      if (event.kind === 'connection') this.isUp = event.state === 'up';
      this.heard.push(event);
    });
  }

  private put(): void {
    if (this.scenario.kill === 'disk full' && this.killed === 0) {
      this.countdown -= 1;
      if (this.countdown > 0) return;
      this.killed = 1;
      this.fullUntil = this.now + 2_000 + Math.floor(this.random() * 14_000);
    }
    this.occasion('before the journal', this.durable);
    this.occasion('journaled', this.recorded.length);
  }

  private send(command: Approved<Command>): void {
    if ((this.marks.get(command) ?? Number.POSITIVE_INFINITY) > this.durable) {
      this.violations.push(`${command.kind} left before it was on disk`);
    }
    this.occasion('flushed', this.durable);
    if (this.doom !== null) return;
    this.broker.send(command);
    this.occasion('sent', this.durable);
    if (command.kind === 'cancel') this.occasion('cancelling', this.durable);
  }

  private occasion(step: Kill, survives: number): void {
    if (this.scenario.kill !== step || this.killed > 0 || this.doom !== null) return;
    this.countdown -= 1;
    if (this.countdown === 0) this.doom = survives;
  }

  private line(state: 'up' | 'down'): void {
    this.listener?.onState(state, 'the line');
  }

  private enter(input: Input): void {
    if (this.doom !== null) return;
    const stamped: Stamped = { serial: this.recorded.length + 1, at: this.now, input };
    this.recorded.push(stamped);
    this.life.take(stamped);
    this.written[stamped.serial - 1] = this.life.entries.length;
  }

  /** The process begins. */
  private rise(): void {
    for (const stamped of this.recorded.slice(this.since)) this.life.take(stamped);
    this.outbox.open();
    this.enter({ kind: 'start' });
    this.venue.pickUp();
    this.line('up');
  }

  /** The process is gone; what was on its way on the line, too. */
  private async die(survives: number): Promise<void> {
    this.killed += 1;
    const known = this.written[survives - 1] ?? 0;
    const before = this.life.entries.slice(0, known).map(canonicalLine).join('\n');
    this.venue.hangUp();
    this.listener = null;
    this.heard = [];
    this.flushes = [];
    this.recorded = this.recorded.slice(0, survives);
    for (let seconds = 1 + Math.floor(this.random() * 12); seconds > 0; seconds -= 1) this.tickOutside();
    this.doom = null;
    if (this.scenario.renews) this.renew(known);
    [this.broker, this.outbox, this.life] = this.born();
    this.rise();
    const after = this.entries.slice(0, known).map(canonicalLine).join('\n');
    if (after !== before) {
      this.violations.push('the replay after the kill is another one');
    }
    await Promise.resolve();
  }

  private async pass(forMs: number): Promise<void> {
    const end = this.now + forMs;
    while (this.now < end) {
      await this.until(this.now + 1_000 - (this.now % 1_000));
      for (const symbol of SYMBOLS) this.market(symbol);
      await this.settle();
      this.person();
    }
  }

  private tickOutside(): void {
    this.now += 1_000;
    this.venue.advance(this.now);
    for (const symbol of SYMBOLS) this.venue.price(symbol, this.walk(symbol));
  }

  private market(symbol: string): void {
    const close = this.walk(symbol);
    this.venue.price(symbol, close);
    this.enter({ kind: 'market', event: bar({ symbol, every: '1s', at: this.now, close }) });
  }

  private walk(symbol: string): number {
    if (this.now >= START + ACTIVE_MS + CALM_MS) return this.prices.get(symbol) ?? 100;
    const price = Number(((this.prices.get(symbol) ?? 100) * (1 + (this.random() - 0.5) / 250)).toFixed(2));
    this.prices.set(symbol, price);
    return price;
  }

  /** Time passes, everything at its own instant. */
  private async until(to: number): Promise<void> {
    while (this.now < to) {
      const next = Math.min(this.venue.nextAt, to, Math.max(this.now, this.askAt));
      this.now = Math.max(this.now, next);
      this.venue.advance(this.now);
      this.ask();
      await this.settle();
    }
  }

  private ask(): void {
    if (this.now < this.askAt) return;
    // As the line does: what still waits for the disk a snapshot does not have.
    const isWaiting = this.outbox.waiting.length > 0;
    this.askAt = this.now + (isWaiting || this.life.outside.isUnsettled() ? 2_500 : 10_000);
    if (this.isUp && !isWaiting) this.broker.askSnapshot();
  }

  /** What came is heard, what waits for the disk gets there, what waits for that leaves. */
  private async settle(): Promise<void> {
    for (;;) {
      for (const event of this.heard.splice(0)) this.hear(event);
      const flushes = this.flushes.splice(0);
      for (const { mark, done, fail } of flushes) {
        if (this.doom !== null) break;
        if (this.now < this.fullUntil) {
          fail();
          this.health(false);
          continue;
        }
        this.durable = Math.max(this.durable, mark);
        done();
      }
      if (this.isSick && this.now >= this.fullUntil) this.health(true);
      for (let turns = 0; turns < 6; turns += 1) await Promise.resolve();
      if (this.doom !== null) await this.die(this.doom);
      if (this.heard.length === 0 && this.flushes.length === 0) return;
    }
  }

  /** The engine is told that the disk refuses, or takes what is written again. */
  private health(healthy: boolean): void {
    if (healthy !== this.isSick) return;
    this.isSick = !healthy;
    this.enter({ kind: 'storage', healthy, detail: healthy ? '' : 'no space left on device' });
    if (healthy) this.outbox.retry();
  }

  private hear(event: OutsideEvent): void {
    this.enter({ kind: 'broker', event });
    if (event.kind === 'connection' && event.state === 'up') this.askAt = 0;
    if (event.kind === 'status' && event.state === 'working') this.occasion('acknowledged', this.durable);
    if (event.kind !== 'execution') return;
    const state = this.life.engine.portfolio.view.order(NAMES.idOf(event.order) ?? '')?.state;
    if (state === 'partial') this.occasion('partly filled', this.durable);
    if (state === 'filled') this.occasion('filled', this.durable);
  }

  /** Reads what is frozen, and accepts it after a while. */
  private person(): void {
    if (this.doom !== null) return;
    const zeal = this.now < START + ACTIVE_MS ? 0.1 : 0.5;
    for (const { name, symbol } of this.life.outside.freezes()) {
      if (name === 'connection' || this.random() > zeal) continue;
      const command = { kind: 'reconcile', symbol, pipeline: 'p' } as const;
      this.enter({ kind: 'operator', command, who: 'Ada', why: 'the statement says so' });
      return;
    }
  }
}
