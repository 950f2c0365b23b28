import {
  asapScheduler,
  asyncScheduler,
  queueScheduler,
  type SchedulerAction,
  type SchedulerLike,
} from 'rxjs';
// CommonJS: its default is the object of exports, from which rxjs's operators read their default clock.
import asyncExports from 'rxjs/internal/scheduler/async';
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import type { Clock } from './clock.js';

/** Whose turn is open, and what to tell when its code reaches for a timer without a clock. */
export interface TurnOwner {
  readonly clock: Clock;
  /**
   * Told once per timer; may throw, which then surfaces in the pipeline's stream.
   *
   * @param madeAt The stack of the line that made the operator, where that happened in a turn.
   */
  readonly unclocked: (madeAt: string | undefined) => void;
}

let owner: TurnOwner | null = null;

/**
 * Runs a piece of a pipeline with rxjs's default schedulers led to the engine's clock, so that a
 * `debounceTime(50)` written without its clock means engine time in every mode. This file alone may reach
 * into rxjs: its default clock and timestamps have no public seam.
 */
export const withOwner = <T>(next: TurnOwner, body: () => T): T => {
  install();
  const before = owner;
  owner = next;
  dateTimestampProvider.delegate = ownersTime;
  try {
    return body();
  } finally {
    owner = before;
    dateTimestampProvider.delegate = before ? ownersTime : undefined;
  }
};

/** The time of whoever's turn it is; made once, as every row of a feed opens a turn. */
const ownersTime = { now: (): number => owner?.clock.now() ?? Number.NaN };

type Work = (this: SchedulerAction<unknown>, state: unknown) => void;

let installed = false;

const install = (): void => {
  if (installed) return;
  installed = true;
  redirect(asyncScheduler);
  redirect(asapScheduler);
  redirectQueue(queueScheduler);
  for (const name of ['async', 'asyncScheduler'] as const) {
    // An operator takes its default clock where it is made; when it sets its timer, that line is long gone.
    Object.defineProperty(asyncExports, name, { get: () => (owner ? remembering() : asyncScheduler) });
  }
};

const redirect = (scheduler: SchedulerLike): void => {
  const schedule = scheduler.schedule.bind(scheduler);
  const now = scheduler.now.bind(scheduler);
  // RxJS declares three overloads of one body; the first says what all of them take.
  scheduler.schedule = (work: Work, delay: number, state: unknown) =>
    owner ? onClock(owner, { work, delay, state }) : schedule(work, delay, state);
  scheduler.now = () => (owner ? owner.clock.now() : now());
};

/** A queue that does not wait sets no timer; one that waits does. */
const redirectQueue = (queue: SchedulerLike): void => {
  const schedule = queue.schedule.bind(queue);
  queue.schedule = (work: Work, delay: number, state: unknown) =>
    owner && delay > 0 ? onClock(owner, { work, delay, state }) : schedule(work, delay, state);
};

/** The default clock of one operator: it knows the line that made it. */
const remembering = (): SchedulerLike => {
  // Its text is made where somebody reads it: `timer(due, clock)` takes the default too, and never uses it.
  const here = new Error('made here');
  return {
    now: () => asyncScheduler.now(),
    schedule: (work: Work, delay: number, state: unknown) =>
      owner ? onClock(owner, { work, delay, state }, here) : asyncScheduler.schedule(work, delay, state),
  };
};

const onClock = (
  { clock, unclocked }: TurnOwner,
  { work, delay, state }: { work: Work; delay: number; state: unknown },
  made?: Error,
) => {
  unclocked(made?.stack);
  return clock.schedule(work, delay, state);
};
