import type { DifferingLeaf } from './differing-leaves.js';

/** Longer values, as lists of sources and hashes of code, say nothing to people. */
const SHOWN_MAX = 60;

/** Something that differs between two segments, from what to what; parameters one by one. */
export const changeTexts = ({ path, was, is }: DifferingLeaf): readonly string[] => {
  const params = path === 'params' ? paramTexts(valuesOf(was), valuesOf(is)) : [];
  if (params.length > 0) return params;
  const [before, after] = [shown(was), shown(is)];
  return [Math.max(before.length, after.length) > SHOWN_MAX ? path : `${path}: ${before} → ${after}`];
};

const paramTexts = (was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => `params.${name}: ${was.get(name) ?? DEFAULT} → ${is.get(name) ?? DEFAULT}`);

const DEFAULT = 'its default';

/** The texts of `--param` by name; of one name the last counts. */
const valuesOf = (texts: unknown): ReadonlyMap<string, string> =>
  new Map(
    (Array.isArray(texts) ? texts : []).map((text) => {
      const [name = '', ...value] = String(text).split('=');
      return [name, value.join('=')];
    }),
  );

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
