import type { SchedulerLike } from 'rxjs';

/**
 * The engine's time, handed to a pipeline: `clock.now()` is constant inside a turn, and every RxJS operator
 * that takes a scheduler takes it. Under marbles rxjs's TestScheduler stands in for it.
 */
export type Clock = SchedulerLike;
