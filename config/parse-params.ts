import { core } from 'zod';
import { MillraceError } from '../src/domain/millrace-error.js';
import { describeIssues } from './describe-issues.js';
import { parseText } from './parse-text.js';
import { put, type Tree } from './put.js';
import type { PathText } from './read-texts.js';
import type { Schema } from './schema-walk.js';

/**
 * The parameters of a pipeline from the texts of `--param`. What is not said is left to the schema's own
 * defaults; `size.weight` builds a new `size`, so it replaces a default of another shape as a whole.
 *
 * @param pipeline Its id, for the message.
 * @throws MillraceError PARAM_INVALID for an unknown name, a text of the wrong type, a value out of range.
 */
export const parseParams = <S extends Schema>(
  schema: S,
  texts: readonly PathText[],
  pipeline: string,
): core.output<S> => {
  let input: Tree = {};
  for (const given of texts) {
    const parsed = parseText(schema, given);
    if ('failed' in parsed) throw invalid(parsed.failed, parsed.reason, pipeline);
    input = put(input, parsed.path, parsed.value);
  }
  const parsed = core.safeParse(schema, input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first, ...others] = describeIssues(schema, parsed.error.issues);
  const reason = [first?.reason, ...others.map((other) => `${other.path.join('.')}: ${other.reason}`)].join(
    '; ',
  );
  // A rule over several parameters has no path of its own: then the ones given are named.
  const path =
    first && first.path.length > 0 ? first.path.join('.') : texts.map((given) => given.path).join(', ');
  throw invalid(path, reason, pipeline);
};

const invalid = (path: string, reason: string, pipeline: string): MillraceError =>
  new MillraceError('PARAM_INVALID', { path, reason, pipeline });
