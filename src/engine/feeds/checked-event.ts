import { z } from 'zod';
import { isoText } from '../../domain/iso-text.js';
import type { MarketEvent, NamedEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { PipelineRun } from '../turns/pipeline-run.js';

/**
 * An event as a feed promised it: the data of a named event have passed the schema that this pipeline
 * declared for them, and are what the schema made of them. The schema is the pipeline's own code, so what
 * fails it fails in its turn.
 */
export const checkedEvent = (event: NamedEvent, run: PipelineRun, feed: string): MarketEvent => {
  const spec = run.feeds[feed];
  if (spec?.feed !== 'events') return event;
  const parsed = spec.schema.safeParse(event.data);
  if (parsed.success) return Object.freeze({ ...event, data: parsed.data });
  const { name } = event;
  const flaw = z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ');
  throw new MillraceError('PIPELINE_FAILED', {
    pipeline: run.id,
    at: isoText(event.at),
    message: `event ${name} is not what its schema says: ${flaw}`,
    where: `Mend the row, or the schema of events ${name} in the pipeline.`,
  });
};
