import type { ComparedResult } from './compared-run.js';

/** A setting that two runs have differently; null where one has none. */
export interface ConfigChange {
  /** Such as `params.sma-cross.fast` or `config.broker.spreadBps`. */
  readonly path: string;
  readonly a: Leaf | null;
  readonly b: Leaf | null;
}

type Leaf = string | number | boolean;

/** What two runs were told differently: pipelines, parameters, rules, settings, sources, version. */
export const configChanges = (a: ComparedResult, b: ComparedResult): ConfigChange[] => {
  const [left, right] = [toldOf(a), toldOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((path) => {
    const [own, other] = [left.get(path) ?? null, right.get(path) ?? null];
    return own === other ? [] : [{ path, a: own, b: other }];
  });
};

const toldOf = ({ run, config }: ComparedResult): ReadonlyMap<string, Leaf | null> => {
  const { pipelines, params, source, rules, seed, version, tapeHash, startAt, endAt } = run;
  const told = { pipelines, params, rules, config, source, seed, version, startAt, endAt, tapeHash };
  return new Map(leavesOf(told, ''));
};

const leavesOf = (value: unknown, path: string): readonly (readonly [string, Leaf | null])[] => {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      leavesOf(inner, path === '' ? key : `${path}.${key}`),
    );
  }
  const isLeaf = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return [[path, isLeaf ? value : null]];
};
