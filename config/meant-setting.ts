import { nearest } from '../src/domain/nearest.js';
import { keysOf, type Schema, walk } from './schema-walk.js';

/**
 * `; did you mean broker.cash?` for a name that a section does not have: a name like it in that section
 * first, else in any section, for `cash` may have been written for `broker.cash`. Nothing where none is near.
 */
export const meantSetting = (schema: Schema, under: readonly string[], name: string): string => {
  const near = nearest(name, keysAt(schema, under));
  if (near !== undefined) return `; did you mean ${[...under, near].join('.')}?`;
  const elsewhere = keysAt(schema, []).flatMap((section) =>
    keysAt(schema, [section]).map((key) => ({ key, full: `${section}.${key}` })),
  );
  const other = nearest(
    name,
    elsewhere.map(({ key }) => key),
  );
  const found = elsewhere.find(({ key }) => key === other);
  return found ? `; did you mean ${found.full}?` : '';
};

const keysAt = (schema: Schema, path: readonly string[]): readonly string[] => {
  const walked = walk(schema, path, (segment, key) => segment === key);
  return 'leaves' in walked ? walked.leaves.flatMap(keysOf) : [];
};
