import { MillraceError } from '../../../domain/millrace-error.js';
import type { LiveEngine } from '../../../engine/live/live-engine.js';
import type { ImpureCall } from '../../../engine/turns/in-turn.js';
import { impureText } from './impure-text.js';

/** What a pipeline asked for, by the first time it did, that no recording holds; null where none did. */
export const whyImpure = (calls: readonly ImpureCall[], engine: LiveEngine): string | null => {
  const [first] = [...calls, ...outOfTurn(engine)];
  if (!first) return null;
  return `${impureText(first)}: that its decisions came out again this time proves nothing`;
};

/** Pipelines that spoke between turns: when that was, no recording says. */
const outOfTurn = ({ engine: { failures } }: LiveEngine): readonly ImpureCall[] =>
  failures.flatMap((failure) => {
    if (!(failure instanceof MillraceError) || failure.code !== 'INTENT_OUT_OF_TURN') return [];
    return [{ pipeline: String(failure.facts.pipeline), call: 'a turn of its own', where: '' }];
  });
