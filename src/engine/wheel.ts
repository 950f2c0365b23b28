import { isNothing } from '../brokers/simulated/is-nothing.js';
import type { BrokerEvent, OutsideAnswer } from '../brokers/simulated/simulated-broker.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { DueBar } from './bars/bar-maker.js';
import { Minutes } from './books/minutes.js';
import { seriesOf } from './feeds/series-name.js';
import { type Causes, NO_CAUSE } from './turns/causes.js';
import type { Route } from './turns/route.js';
import type { WheelParts } from './wheel-parts.js';

/**
 * One market event in six steps (timers, broker, fills, marks noted, feeds, intents), in one order; after the
 * last the broker may end an account. A tape's ticks that nobody waits for never come here: `RowLoop`. This
 * page is the engine: nothing below it knows where events come from or whether time is real.
 */
export class Wheel {
  private readonly minutes: Minutes;

  constructor(private readonly parts: WheelParts) {
    this.minutes = new Minutes(parts.marksMinutes);
  }

  /** A run begins: pipelines are built and may already speak. */
  start(at: number): void {
    const { clock, turns, runs } = this.parts;
    clock.moveTo(at);
    turns.deliver(
      runs.map((run) => ({ run, body: () => run.build() })),
      NO_CAUSE,
    );
    turns.drain();
  }

  /** A broker outside, or a person, said something that comes to these answers: now, and no row with it. */
  hear(answers: Iterable<OutsideAnswer>, causes: Causes): void {
    this.parts.turns.row();
    this.answer(answers, causes);
  }

  /** Every pipeline failed: there is nothing left to decide. */
  isOver(): boolean {
    return this.parts.turns.allFailed();
  }

  /** The next row of the source; whoever knows its route need not have it looked up. */
  process(event: MarketEvent, route = this.parts.routes.of(seriesOf(event), event.symbol)): void {
    this.advance(event.at);
    this.deliver(this.parts.bars.closeBefore(event));
    const late = this.parts.bars.add(event);
    this.step(event, route);
    if (late.length > 0) this.parts.onLate(event, late, route.newest());
  }

  /** Time passes up to a row, with everything that was due before it. */
  advance(at: number): void {
    this.advanceTo(at, { endOfInstant: false });
    this.moveTo(at);
  }

  /** Time passes up to an instant and over it: bars that end with it are delivered too. */
  settle(at: number): void {
    this.advanceTo(at, { endOfInstant: true });
    this.moveTo(at);
  }

  /** When something is due next, with no row to bring it: a timer or the end of a bar. */
  nextDue(): number {
    return Math.min(nextOf(this.parts), this.minutes.due());
  }

  /** Before this instant rows that nobody hears only have to be remembered; a run that is over takes one. */
  quietUntil(): number {
    if (this.parts.marks.isPending() || this.isOver()) return Number.NEGATIVE_INFINITY;
    return Math.min(nextOf(this.parts), this.minutes.quietUntil());
  }

  /** The clock runs to the end of coverage: timers ring, bars that end inside it are delivered. */
  finish(at: number): void {
    this.parts.turns.check();
    this.settle(at);
    // A minute that the end cuts short is marked there, so that the last rows are in the marks.
    if (this.minutes.isOpen()) this.noteMinute(at);
    this.flush();
    this.parts.turns.close();
  }

  /**
   * Everything that is due up to an instant, each at its own time: timers, then bars of ticks, then bars of
   * bars. A bar that is made is a row like any other, so timers of its instant ring before it.
   */
  private advanceTo(at: number, { endOfInstant }: { endOfInstant: boolean }): void {
    const { bars, clock } = this.parts;
    for (;;) {
      const early = bars.nextEarly();
      const timer = clock.nextDue();
      const late = bars.nextLate();
      const next = Math.min(early, timer, late);
      if (next > at || next === Number.POSITIVE_INFINITY) return;
      if (timer === next) this.ring(next);
      else if (early === next) this.closeBars(next, false);
      else if (next < at || endOfInstant) this.closeBars(next, true);
      else return;
    }
  }

  private closeBars(at: number, late: boolean): void {
    this.moveTo(at);
    this.deliver(this.parts.bars.close(at, late));
  }

  private deliver(due: readonly DueBar[]): void {
    if (due.length === 0) return;
    for (const { bar, series } of due) this.step(bar, this.parts.routes.of(series, bar.symbol));
  }

  private ring(due: number): void {
    const { clock, turns, runs } = this.parts;
    this.moveTo(Math.max(due, clock.now()));
    const run = runs.find(({ id }) => id === clock.nextPipeline());
    const causes: Causes = () => (run ? [{ timer: due, pipeline: run.id }] : []);
    if (run && turns.alive().includes(run)) turns.deliver([{ run, body: () => clock.ring() }], causes);
    else clock.discard();
    turns.drain();
  }

  /** Time passes: what was noted for the instant before becomes its mark. */
  private moveTo(at: number): void {
    if (at === this.parts.clock.now()) return;
    this.flush();
    const minute = this.minutes.takeOver(at);
    if (minute !== null) this.markMinute(minute, at);
    this.parts.clock.moveTo(at);
  }

  private markMinute(minute: number, at: number): void {
    this.parts.clock.moveTo(minute);
    this.noteMinute(minute);
    // What happens at this very instant is still to come, and belongs to its one mark.
    if (minute < at) this.flush();
  }

  private noteMinute(at: number): void {
    const causes = this.parts.routes.newest();
    this.parts.marks.noteMinute(at, () => causes);
  }

  /** The mark of an instant that is over is written; a loss limit may take orders back for it. */
  private flush(): void {
    this.parts.marks.flush();
    this.parts.turns.drain();
  }

  /** Steps two to six. */
  private step(event: MarketEvent, route: Route): void {
    const { broker, market, cover, turns, ownBars, routes } = this.parts;
    const { matches, marks, destinations } = route.plan;
    const causes = route.newest;
    route.pass(event.at, 1);
    routes.newest = causes;
    turns.row();
    this.minutes.row(event.at);
    if (matches) {
      this.answer(broker.meet(event), causes);
      market.update(event);
      cover.met(event.symbol);
    }
    if (event.kind === 'bar') {
      route.count();
      if (marks) this.parts.marks.note(event, causes);
    }
    if (!matches && destinations.length > 0) {
      cover.hear(event, destinations);
      market.hear(event);
    }
    ownBars.setDelivered(true);
    turns.deliver(route.deliveries(event), causes);
    turns.drain();
    if (matches) this.answer(broker.settle(event), causes);
    ownBars.setDelivered(false);
  }

  /** Each answer is booked and has its turn before the broker is asked for the next one. */
  private answer(answers: Iterable<OutsideAnswer | readonly BrokerEvent[]>, newest: Causes): void {
    if (isNothing(answers)) return;
    const causes = newest();
    const { desk, turns } = this.parts;
    desk.meets(causes);
    for (const answer of answers) {
      if ('kind' in answer) desk.book(answer, causes);
      else for (const one of answer) desk.book(one, causes);
      turns.drain();
    }
    desk.meets([]);
  }
}

const nextOf = ({ bars, clock }: WheelParts): number =>
  Math.min(bars.nextEarly(), bars.nextLate(), clock.nextDue());
