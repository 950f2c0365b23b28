import { type Observable, type SchedulerAction, share, tap } from 'rxjs';
import type { Intent } from '../domain/intent.js';
import type { AnyPipeline } from '../pipeline/define-pipeline.js';
import type { Clock } from '../time/clock.js';

/** Something that happened to a flow: it was built, it was given a value, or a timer of its rang. */
export type Step =
  | { readonly kind: 'built'; readonly at: number; readonly context: Context }
  | { readonly kind: 'given'; readonly at: number; readonly feed: string; readonly value: unknown }
  | { readonly kind: 'rang'; readonly at: number };

/** What a flow got besides its streams, and the feeds that it declared. */
export type Context = Parameters<AnyPipeline['flow']>[1];

/** The same pipeline, writing down in order what happens to its flow. */
export const recordedFlow = (pipeline: AnyPipeline, steps: Step[]): AnyPipeline => ({
  ...pipeline,
  flow: (streams, context: Context): Observable<Intent> => {
    const { clock } = context;
    steps.push({ kind: 'built', at: clock.now(), context });
    const heard = Object.entries(streams as Record<string, Observable<unknown>>).map(([feed, stream$]) => {
      const note$ = stream$.pipe(
        tap((value) => steps.push({ kind: 'given', at: clock.now(), feed, value })),
        // A feed may have several listeners, and what it gives happens once.
        share(),
      );
      return [feed, note$] as const;
    });
    const rang = (): void => void steps.push({ kind: 'rang', at: clock.now() });
    return pipeline.flow(Object.fromEntries(heard), { ...context, clock: ringingOf(clock, rang) });
  },
});

const ringingOf = (clock: Clock, rang: () => void): Clock => ({
  now: () => clock.now(),
  schedule: <T>(work: (this: SchedulerAction<T>, state?: T) => void, delayMs?: number, state?: T) =>
    clock.schedule<T>(
      function (given) {
        rang();
        work.call(this, given);
      },
      delayMs ?? 0,
      state,
    ),
});
