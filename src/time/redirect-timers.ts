import { asapScheduler, asyncScheduler, type SchedulerAction, type SchedulerLike } from 'rxjs';
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import type { Clock } from './clock.js';

/** Whose turn is open, and what to tell when its code reaches for a timer without a clock. */
export interface TurnOwner {
  readonly clock: Clock;
  /** Told once per call; may throw, which then surfaces in the user's own line. */
  readonly unclocked: () => void;
}

let owner: TurnOwner | null = null;

/**
 * Runs a piece of a pipeline with rxjs's default schedulers led to the engine's clock, so that a
 * `debounceTime(50)` written without its clock means engine time in every mode. This file alone may reach
 * into rxjs: its default timestamps have no public seam.
 */
export const withOwner = <T>(next: TurnOwner, body: () => T): T => {
  install();
  const before = owner;
  owner = next;
  dateTimestampProvider.delegate = { now: () => next.clock.now() };
  try {
    return body();
  } finally {
    owner = before;
    dateTimestampProvider.delegate = before ? { now: () => before.clock.now() } : undefined;
  }
};

type Work = (this: SchedulerAction<unknown>, state: unknown) => void;

let installed = false;

const install = (): void => {
  if (installed) return;
  installed = true;
  redirect(asyncScheduler);
  redirect(asapScheduler);
};

const redirect = (scheduler: SchedulerLike): void => {
  const schedule = scheduler.schedule.bind(scheduler);
  const now = scheduler.now.bind(scheduler);
  // RxJS declares three overloads of one body; the first says what all of them take.
  scheduler.schedule = (work: Work, delay: number, state: unknown) => {
    if (!owner) return schedule(work, delay, state);
    owner.unclocked();
    return owner.clock.schedule(work, delay, state);
  };
  scheduler.now = () => (owner ? owner.clock.now() : now());
};
