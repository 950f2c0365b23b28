import { type SchedulerAction, Subscription } from 'rxjs';
import { assert } from '../domain/assert.js';
import type { Clock } from './clock.js';
import { type RunnableAction, type Timer, TimerHeap } from './timer-heap.js';

/**
 * The one clock, driven from outside: by a tape's own times in a replay, by the wall when live. It never
 * moves by itself, so timers are a function of what was delivered. Timers of one instant ring in the
 * order in which they were set.
 */
export class EngineClock {
  private readonly heap = new TimerHeap();
  private time = Number.NEGATIVE_INFINITY;

  /** The instant of the turn in progress. */
  now(): number {
    return this.time;
  }

  /** Moves to an instant; timers that were due before it must have been rung. */
  moveTo(at: number): void {
    if (!(at >= this.time)) assert(false, `the clock was moved from ${this.time} back to ${at}`);
    this.time = at;
  }

  /** When the next timer is due; Infinity where none is set. */
  nextDue(): number {
    return this.heap.peek()?.due ?? Number.POSITIVE_INFINITY;
  }

  /** Whose timer is next, for opening that pipeline's turn. */
  nextPipeline(): string | undefined {
    return this.heap.peek()?.pipeline;
  }

  /** Rings the next timer at its own due time. */
  ring(): void {
    const timer = this.heap.pop();
    if (!timer) return;
    this.time = Math.max(this.time, timer.due);
    timer.action.run();
  }

  /** Takes the next timer away unrung: its pipeline is out of the run. */
  discard(): void {
    this.heap.pop();
  }

  /** The clock as one pipeline sees it; its timers carry its name. */
  forPipeline(pipeline: string): Clock {
    return {
      now: () => this.time,
      // RxJS declares three overloads of one body; the first says what all of them take.
      schedule: (work: Work<unknown>, delay: number, state: unknown) =>
        new ClockAction(this, { pipeline, work }).schedule(state, delay),
    };
  }

  /** Sets a timer `delayMs` from now. */
  set(action: RunnableAction, pipeline: string, delayMs: number): Timer {
    return this.heap.push(this.time + Math.max(0, delayMs), pipeline, action);
  }

  /** Takes a timer back before it rings. */
  unset(timer: Timer): void {
    this.heap.remove(timer);
  }
}

type Work<T> = (this: SchedulerAction<T>, state: T) => void;

/** RxJS's contract of a scheduled piece of work: it may schedule itself again from inside. */
class ClockAction<T> extends Subscription implements SchedulerAction<T>, RunnableAction {
  private timer: Timer | null = null;
  private state: T | undefined;

  constructor(
    private readonly clock: EngineClock,
    private readonly job: { pipeline: string; work: Work<T> },
  ) {
    super(() => this.cancel());
  }

  schedule(state?: T, delayMs = 0): Subscription {
    if (this.closed) return this;
    this.cancel();
    this.state = state;
    // An endless delay is a timer that never rings.
    if (delayMs < Number.POSITIVE_INFINITY) this.timer = this.clock.set(this, this.job.pipeline, delayMs);
    return this;
  }

  run(): void {
    this.timer = null;
    // RxJS types the state as given although it may be left out; operators that leave it out do not read it.
    this.job.work.call(this, this.state as T);
  }

  private cancel(): void {
    if (this.timer) this.clock.unset(this.timer);
    this.timer = null;
  }
}
