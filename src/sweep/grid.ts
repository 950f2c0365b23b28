import { usageError } from '../domain/usage-error.js';

/** A parameter and the texts it takes, one after the other. */
export interface Axis {
  readonly name: string;
  readonly texts: readonly string[];
}

/** More are refused: what each leaves stays in memory, and nobody reads so many. */
const SETS_MAX = 100_000;

/**
 * The values of one `--param`: alternatives between bars, each a range `a..b/step` with both ends or a value
 * as `backtest` takes it.
 *
 *     5..20/5      5 10 15 20
 *     0.1..0.3/0.1 0.1 0.2 0.3      counted in whole tenths: no sum of floats drifts
 *     2|5..15/5    2 5 10 15
 *     SPY,QQQ|AAPL two lists
 *
 * @throws MillraceError USAGE_INVALID where a range has no step, goes nowhere, or a value stands there twice.
 */
export const axisOf = (name: string, text: string): Axis => {
  const texts = text.split('|').flatMap((one) => alternatives(one, `--param ${name}=${text}`));
  const twice = texts.find((one, index) => texts.indexOf(one) !== index);
  if (twice !== undefined) throw usageError(`--param ${name}=${text}: ${twice} stands there twice`);
  return { name, texts };
};

/**
 * All combinations of what some parameters take: the first changes slowest, as the digits of a number do.
 *
 * @throws MillraceError USAGE_INVALID where there are more than 100,000.
 */
export const combinations = (axes: readonly Axis[]): readonly (readonly string[])[] => {
  const count = axes.reduce((product, { texts }) => product * texts.length, 1);
  if (count > SETS_MAX) {
    throw usageError(`${count} sets are more than ${SETS_MAX}: take larger steps, or sweep a part at a time`);
  }
  return axes.reduce<readonly (readonly string[])[]>(
    (sets, { texts }) => sets.flatMap((set) => texts.map((text) => [...set, text])),
    [[]],
  );
};

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`;
const RANGE = new RegExp(String.raw`^${NUMBER}\.\.${NUMBER}/${NUMBER}$`);

const alternatives = (text: string, option: string): readonly string[] => {
  const [, from, to, step] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined && step !== undefined) return range({ from, to, step }, option);
  // A path may begin with dots; what begins with a digit was meant as a range.
  if (!/^[-+]?\.?\d.*\.\./.test(text)) return [text];
  throw usageError(`${option}: ${text} is no range: write FROM..TO/STEP, such as 5..50/5`);
};

const range = (words: { from: string; to: string; step: string }, option: string): readonly string[] => {
  const decimals = Math.max(...Object.values(words).map(decimalsOf));
  const [from, to, step] = [words.from, words.to, words.step].map((word) => scaled(word, decimals));
  if (from === undefined || to === undefined || step === undefined || step <= 0n) {
    throw usageError(`${option}: a step must be above 0, was ${words.step}`);
  }
  if (from > to) throw usageError(`${option}: ${words.from} is more than ${words.to}`);
  const count = (to - from) / step + 1n;
  if (count > SETS_MAX) throw usageError(`${option}: ${count} values are more than ${SETS_MAX}`);
  return Array.from({ length: Number(count) }, (_, index) => unscaled(from + BigInt(index) * step, decimals));
};

const decimalsOf = (word: string): number => word.split('.')[1]?.length ?? 0;

/** A decimal as a whole number of its last digits. */
const scaled = (word: string, decimals: number): bigint => {
  const [whole = '', fraction = ''] = word.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
};

/** The way back, without zeros that say nothing. */
const unscaled = (value: bigint, decimals: number): string => {
  if (decimals === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const whole = digits.slice(0, -decimals);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
