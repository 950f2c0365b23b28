/** Where the host's clock, dice and timers lie, and how a call of each reads. */
const PLACES: readonly { readonly on: object; readonly name: string; readonly call: string }[] = [
  { on: Math, name: 'random', call: 'Math.random()' },
  { on: performance, name: 'now', call: 'performance.now()' },
  { on: crypto, name: 'randomUUID', call: 'crypto.randomUUID()' },
  { on: crypto, name: 'getRandomValues', call: 'crypto.getRandomValues()' },
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch'].map((name) => {
    return { on: globalThis, name, call: `${name}()` };
  }),
];

/**
 * Makes what runs a turn with the host's clock, dice and timers watched: what a pipeline decides must be a
 * function of what it was given. They are put back when the turn ends, whatever happened in it.
 *
 * @param onCall Told before a call is answered; where it throws, the call does.
 */
export const guard = (onCall: (call: string) => void): (<T>(body: () => T) => T) => {
  const watched = [
    ...PLACES.map(({ on, name, call }) => ({ on, name, value: told(Reflect.get(on, name), call, onCall) })),
    { on: globalThis, name: 'Date', value: toldDate(onCall) },
  ];
  return (body) => {
    const kept = watched.map(({ on, name }): unknown => Reflect.get(on, name));
    for (const { on, name, value } of watched) Reflect.set(on, name, value);
    try {
      return body();
    } finally {
      for (const [index, { on, name }] of watched.entries()) Reflect.set(on, name, kept[index]);
    }
  };
};

const told = (original: unknown, call: string, onCall: (call: string) => void): unknown => {
  if (typeof original !== 'function') return original;
  return new Proxy(original, {
    apply: (target, self, words): unknown => {
      onCall(call);
      return Reflect.apply(target, self, words);
    },
  });
};

/** A Date that can be built of what it is given without a word. */
const toldDate = (onCall: (call: string) => void): DateConstructor => {
  const now = told(Reflect.get(Date, 'now'), 'Date.now()', onCall);
  return new Proxy(Date, {
    construct: (target, words: (number | string)[], self) => {
      if (words.length === 0) onCall('new Date()');
      return Reflect.construct(target, words, self) as Date;
    },
    apply: (target) => {
      onCall('Date()');
      return target();
    },
    get: (target, name, self): unknown => (name === 'now' ? now : Reflect.get(target, name, self)),
  });
};
