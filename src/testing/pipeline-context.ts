import type { z } from 'zod';
import { usShare } from '../domain/instrument.js';
import type { Pipeline, PipelineContext } from '../pipeline/define-pipeline.js';
import type { Feeds } from '../pipeline/feeds.js';
import type { Clock } from '../time/clock.js';

/**
 * What a pipeline's `flow` gets besides its streams, for a marble test: parsed parameters and
 * the test's clock.
 *
 *     const params = { symbols: ['SPY'] };
 *     const intent$ = smaCross.flow({ bar$ }, pipelineContext(smaCross, { params, clock: m.clock }));
 *
 * Instruments are US shares, no symbol has a calendar and the dice always show one half,
 * unless told otherwise.
 *
 * @param options.params As a user writes them: the pipeline's schema checks them and fills in the defaults.
 */
export const pipelineContext = <S extends z.ZodType, F extends Feeds>(
  { params }: Pipeline<S, F>,
  options: { readonly params: z.input<S>; readonly clock: Clock } & Partial<
    Omit<PipelineContext<S>, 'params' | 'clock'>
  >,
): PipelineContext<S> => ({
  clock: options.clock,
  params: params.parse(options.params),
  random: options.random ?? (() => 0.5),
  instruments: options.instruments ?? usShare,
  calendar: options.calendar ?? (() => null),
});
