import { MillraceError } from '../src/domain/millrace-error.js';
import { describeIssues } from './describe-issues.js';
import { parseText } from './parse-text.js';
import { isTree, put, type Tree } from './put.js';
import type { PathText } from './read-texts.js';
import { configSchema } from './schema.js';

/**
 * Limits by their names under `risk`, as `--set risk.…` would take them: those that are given, and no others.
 *
 * @throws MillraceError CONFIG_INVALID for a name nobody knows and for a value that the schema refuses.
 */
export const checkLimits = (given: Tree): Tree => {
  const parsed = configSchema.shape.risk.safeParse(given, { reportInput: true });
  if (parsed.success) {
    return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => Object.hasOwn(given, name)));
  }
  // Under the whole schema, so that a name of another section is found and told of.
  const issues = parsed.error.issues.map((issue) => ({ ...issue, path: ['risk', ...issue.path] }));
  const reasons = describeIssues(configSchema, issues).map(
    ({ path, reason }) => `${path.join('.')} ${reason}`,
  );
  throw new MillraceError('CONFIG_INVALID', { place: 'limits', reason: reasons.join('; ') });
};

/**
 * The same from texts: `maxOrderQuantity=100`, or with `risk.` before it; null takes a limit away.
 *
 * @throws MillraceError CONFIG_INVALID.
 */
export const readLimits = (texts: readonly PathText[]): Tree => {
  const tree = texts.reduce<Tree>((before, { path, text }) => {
    const parsed = parseText(configSchema, { path: path.startsWith('risk.') ? path : `risk.${path}`, text });
    if (!('failed' in parsed)) return put(before, parsed.path, parsed.value);
    throw new MillraceError('CONFIG_INVALID', {
      place: `limits set ${path}=${text}`,
      reason: `${parsed.failed} ${parsed.reason}`,
    });
  }, {});
  return checkLimits(isTree(tree.risk) ? tree.risk : {});
};
