import type { Observable } from 'rxjs';
import type { z } from 'zod';
import type { Instrument } from '../domain/instrument.js';
import type { Intent } from '../domain/intent.js';
import type { Calendar } from '../time/calendar.js';
import type { Clock } from '../time/clock.js';
import type { Feed, Feeds } from './feeds.js';

/**
 * A strategy: parameters with their schema, the feeds it wants, and a pure function from those streams to
 * intents. Written in this order TypeScript infers everything; nothing in a pipeline file is annotated.
 */
export interface Pipeline<S extends z.ZodType, F extends Feeds> {
  readonly name: string;
  readonly params: S;
  /** How many bars of its longest feed must have flowed before an intent can mean anything. */
  readonly warmup?: (params: z.output<S>) => { readonly bars: number };
  readonly feeds: (params: z.output<S>) => F;
  readonly flow: (streams: Streams<F>, context: PipelineContext<S>) => Observable<Intent>;
}

/** The streams of the declared feeds, by name. They never complete; the engine unsubscribes. */
export type Streams<F extends Feeds> = {
  readonly [K in keyof F]: F[K] extends Feed<infer E> ? Observable<E> : never;
};

/** All that a flow may know besides its streams. */
export interface PipelineContext<S extends z.ZodType> {
  readonly params: z.output<S>;
  readonly clock: Clock;
  /** Uniform in [0, 1), the same sequence for the same seed. */
  readonly random: () => number;
  readonly instruments: (symbol: string) => Instrument;
  /** The exchange calendar of a symbol, null where none is known. */
  readonly calendar: (symbol: string) => Calendar | null;
}

/** Declares a pipeline. It only gives the parts their types; nothing runs. */
export const definePipeline = <S extends z.ZodType, F extends Feeds>(
  pipeline: Pipeline<S, F>,
): Pipeline<S, F> => Object.freeze(pipeline);

/** A pipeline whose types are forgotten, as the engine handles a list of them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema checks its params
export type AnyPipeline = Pipeline<any, any>;
