/** Dice with a seed (mulberry32), so that a failure can be seen again. */
export const diceOf = (seed: number) => {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const oneOf = <const T>(...choices: readonly [T, ...T[]]): T =>
    choices[whole(0, choices.length - 1)] ?? choices[0];
  return { random, whole, oneOf };
};
