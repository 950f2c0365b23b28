import { join } from 'node:path';
import { MillraceError } from '../src/domain/millrace-error.js';
import { describeIssues, type Problem } from './describe-issues.js';
import { packageRoot } from './package-root.js';
import { isTree, put, type Tree } from './put.js';
import { type PathText, readEnvironment, readSets } from './read-texts.js';
import { readYaml } from './read-yaml.js';
import { type Config, configSchema } from './schema.js';
import type { Setting, Source } from './setting.js';

/** How a pipeline is run; each has its own yaml file above base.yaml. */
export type Mode = 'backtest' | 'paper' | 'live';

/** A configuration and where each of its values was written. */
export interface LoadedConfig {
  readonly config: Config;
  /** By path, the last layer that spoke; what nobody set is absent. */
  readonly settings: readonly Setting[];
}

/** What stands above our own files, in the order in which each overrules the one before. */
export interface ConfigLayers {
  readonly mode: Mode;
  /** `--config` files. */
  readonly files?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** `--set`. */
  readonly sets?: readonly PathText[];
}

/**
 * The configuration of a run: base.yaml < the mode's yaml < files < environment < sets.
 *
 * @throws MillraceError CONFIG_MISSING, CONFIG_INVALID with the culprit's `file:line:column`, name or option.
 */
export const loadConfig = (layers: ConfigLayers): LoadedConfig => {
  const said = [
    ...['base', layers.mode].flatMap(readOwn),
    ...(layers.files ?? []).flatMap((path) => readYaml({ path, shown: path, given: true })),
    ...readEnvironment(configSchema, layers.environment ?? {}),
    ...readSets(configSchema, layers.sets ?? []),
  ];
  const { tree, settings } = lay(said);
  const parsed = configSchema.safeParse(tree, { reportInput: true });
  if (parsed.success) return { config: parsed.data, settings };
  const problems = describeIssues(configSchema, parsed.error.issues).map((problem) =>
    placed(problem, settings),
  );
  const [first, ...others] = problems;
  const reason = [first?.reason, ...others.map((other) => `${other.place}: ${other.reason}`)].join('; ');
  throw new MillraceError('CONFIG_INVALID', { place: first?.place ?? '', reason });
};

const readOwn = (name: string): readonly Setting[] => {
  const shown = `config/${name}.yaml`;
  return readYaml({ path: join(packageRoot(), shown), shown, given: false });
};

const lay = (said: readonly Setting[]): { tree: Tree; settings: readonly Setting[] } => {
  let tree: Tree = {};
  let settings: readonly Setting[] = [];
  for (const setting of said) {
    // A section with nothing in it (`broker:`) says nothing; it does not take the section away.
    if (setting.value === null && isTree(at(tree, setting.path))) continue;
    tree = put(tree, setting.path, setting.value);
    settings = [...settings.filter((earlier) => !overlaps(earlier.path, setting.path)), setting];
  }
  return { tree, settings };
};

const at = (tree: Tree, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (here, key) => (isTree(here) && Object.hasOwn(here, key) ? here[key] : undefined),
    tree,
  );

/** One of the two paths leads through the other. */
const overlaps = (a: readonly string[], b: readonly string[]): boolean => {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter).every((key, index) => key === b[index]);
};

const placed = (
  { path, reason }: Problem,
  settings: readonly Setting[],
): { place: string; reason: string } => {
  const source = sourceOf(path, settings);
  const place = reason.startsWith('is unknown') ? source?.key : source?.value;
  return { place: place ?? 'config', reason: `${path.join('.')} ${reason}` };
};

/** The setting at a path, around it, inside it, or beside it: what is missing has no place of its own. */
const sourceOf = (path: readonly string[], settings: readonly Setting[]): Source | undefined =>
  (
    settings.find((setting) => overlaps(setting.path, path)) ??
    settings.findLast((setting) => overlaps(setting.path, path.slice(0, -1)))
  )?.source;
