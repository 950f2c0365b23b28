import { usageError } from '../../domain/usage-error.js';
import { type Axis, axisOf, combinations } from '../../sweep/grid.js';
import { paramValue } from '../../sweep/param-value.js';
import { type SetValues, where } from '../../sweep/where.js';
import { pathText } from '../path-text.js';

/** One set of parameters as it is asked for. */
export interface AskedSet {
  /** As `--param` would say them, all of them. */
  readonly texts: readonly string[];
  /** Those that are swept, by name. */
  readonly params: SetValues;
}

/** What `--param` and `--where` ask for. */
export interface AskedSets {
  /** The names of the parameters that are swept. */
  readonly names: readonly string[];
  readonly sets: readonly AskedSet[];
}

/**
 * The sets of parameters in the grid's order, less those that the condition leaves out.
 *
 * @throws MillraceError USAGE_INVALID where nothing is swept, or the condition leaves nothing.
 */
export const setsIn = (params: readonly string[], condition: string | undefined): AskedSets => {
  const axes = params.map((param) => {
    const { path, text } = pathText('--param', param);
    return axisOf(path, text);
  });
  const names = axes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw usageError(`--param ${twice} is said twice: write --param ${twice}=A|B`);
  const swept = axes.filter(({ texts }) => texts.length > 1).map(({ name }) => name);
  if (swept.length === 0)
    throw usageError('nothing is swept: write --param NAME=FROM..TO/STEP or --param NAME=A|B');
  const keeps = condition === undefined ? () => true : where(condition, names);
  const sets = combinations(axes).flatMap((texts) => {
    const values = valuesOf(axes, texts);
    return keeps(values) ? [{ texts: saidOf(axes, texts), params: chosen(values, swept) }] : [];
  });
  if (sets.length > 0) return { names: swept, sets };
  throw usageError(`--where "${condition ?? ''}" leaves none of the sets`);
};

const valuesOf = (axes: readonly Axis[], texts: readonly string[]): SetValues =>
  Object.fromEntries(axes.map(({ name }, index) => [name, paramValue(texts[index] ?? '')]));

const saidOf = (axes: readonly Axis[], texts: readonly string[]): readonly string[] =>
  axes.map(({ name }, index) => `${name}=${texts[index] ?? ''}`);

const chosen = (values: SetValues, names: readonly string[]): SetValues =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
