import { MillraceError } from '../../domain/millrace-error.js';
import { userLine } from './user-line.js';

/**
 * Runs a turn with the host's clock, dice and timers made to throw (`--strict`): what a pipeline decides must
 * be a function of what it was given. They are put back when the turn ends, whatever happened in it.
 */
export const guarded = <T>(pipeline: string, body: () => T): T => {
  const refuse = (call: string) => (): never => {
    const where = userLine(new Error('place').stack);
    throw new MillraceError('IMPURE_CALL', { pipeline, call, where });
  };
  const kept = { Date, random: Math.random, setTimeout, setInterval, setImmediate, queueMicrotask };
  globalThis.Date = withoutNow(refuse('new Date()'), refuse('Date.now()'));
  Math.random = refuse('Math.random()');
  Object.assign(globalThis, {
    setTimeout: refuse('setTimeout()'),
    setInterval: refuse('setInterval()'),
    setImmediate: refuse('setImmediate()'),
    queueMicrotask: refuse('queueMicrotask()'),
  });
  try {
    return body();
  } finally {
    const { random, ...globals } = kept;
    Math.random = random;
    Object.assign(globalThis, globals);
  }
};

/** A Date that can be built of what it is given, and of nothing else. */
const withoutNow = (refuseNew: () => never, refuseNow: () => never): DateConstructor =>
  new Proxy(Date, {
    construct: (target, args: (number | string)[], self) =>
      args.length === 0 ? refuseNew() : (Reflect.construct(target, args, self) as Date),
    apply: refuseNew,
    get: (target, name, self): unknown => (name === 'now' ? refuseNow : Reflect.get(target, name, self)),
  });
