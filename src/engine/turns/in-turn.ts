import { createHook } from 'node:async_hooks';
import { MillraceError } from '../../domain/millrace-error.js';
import { guard } from './guard.js';
import { userLine } from './user-line.js';

/** Something that a pipeline asked for in its turn, and that no recording holds. */
export interface ImpureCall {
  readonly pipeline: string;
  /** Such as `Math.random()`, or `a promise`. */
  readonly call: string;
  readonly where: string;
}

/** Of each pipeline this many are told: they are one habit, and a stack costs more than a turn. */
const TOLD_MAX = 5;

/** Makes what runs the turns of a pipeline where its impure calls are errors (`--strict`). */
export const strictTurn = (pipeline: string): (<T>(body: () => T) => T) =>
  guard((call) => {
    throw new MillraceError('IMPURE_CALL', { pipeline, call, where: userLine(new Error('place').stack) });
  });

/**
 * Makes what runs the turns of a pipeline while somebody looks on: its impure calls are answered and told,
 * and so is everything it begins in a turn that goes on after it (a promise, a timer, a request).
 */
export const watchedTurn = (
  pipeline: string,
  onImpure: (call: ImpureCall) => void,
): (<T>(body: () => T) => T) => {
  let count = 0;
  const tell = (call: string): void => {
    count += 1;
    if (count <= TOLD_MAX) onImpure({ pipeline, call, where: userLine(new Error('place').stack) });
  };
  const called = guard(tell);
  const hook = createHook({ init: (_id, type) => tell(BEGUN[type] ?? `asynchronous work (${type})`) });
  return (body) => {
    hook.enable();
    try {
      return called(body);
    } finally {
      hook.disable();
    }
  };
};

/** What the host calls things that go on after a turn. */
const BEGUN: Readonly<Record<string, string>> = {
  PROMISE: 'a promise',
  Timeout: 'a timer of the host',
  Immediate: 'a timer of the host',
  Microtask: 'a task of the host',
  TickObject: 'a task of the host',
};
