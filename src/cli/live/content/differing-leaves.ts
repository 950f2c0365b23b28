import { isDeepStrictEqual } from 'node:util';
import { isTree } from '../../../../config/put.js';

/** A value of a tree that another tree has not as it is; undefined where one has none. */
export interface DifferingLeaf {
  /** The keys down to it, with dots between. */
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** What of one tree of values is another one in a second; lists are values. */
export const differingLeaves = (before: unknown, after: unknown): readonly DifferingLeaf[] => {
  const [was, is] = [leavesOf(before, ''), leavesOf(after, '')];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, was: was.get(path), is: is.get(path) }))
    .filter((leaf) => !isDeepStrictEqual(leaf.was, leaf.is));
};

const leavesOf = (value: unknown, path: string): ReadonlyMap<string, unknown> => {
  if (!isTree(value)) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leavesOf(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
};
