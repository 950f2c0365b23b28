import type { core } from 'zod';
import { didYouMean } from '../src/domain/did-you-mean.js';
import { meantSetting } from './meant-setting.js';
import { keysOf, type Schema, walk } from './schema-walk.js';

/** One thing that a schema refused, in words that follow the path: `fast` `is missing`. */
export interface Problem {
  readonly path: readonly string[];
  readonly reason: string;
}

/** Puts a schema's issues into words: with the value that was met and the name that may have been meant. */
export const describeIssues = (schema: Schema, issues: readonly core.$ZodIssue[]): readonly Problem[] =>
  issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path, reason: reasonOf(schema, issue) }];
    return issue.keys.map((key) => ({
      path: [...path, key],
      reason: `is unknown${meantSetting(schema, path, key)}`,
    }));
  });

const reasonOf = (schema: Schema, issue: core.$ZodIssue): string => {
  if (issue.code === 'invalid_union') return unionReason(schema, issue);
  if (issue.code === 'custom') return issue.message;
  const was = issue.input === undefined ? '' : `, was ${shown(issue.input)}`;
  if (issue.code === 'invalid_type')
    return `${was === '' ? 'is missing: ' : ''}must be ${issue.expected}${was}`;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const meantValue = typeof issue.input === 'string' ? didYouMean(issue.input, values) : '';
    return `must be one of ${values.join(', ')}${was}${meantValue}`;
  }
  return `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}${was}`;
};

const unionReason = (schema: Schema, issue: core.$ZodIssueInvalidUnion): string => {
  const walked = walk(schema, issue.path.map(String), (segment, key) => segment === key);
  const shapes = 'leaves' in walked ? walked.leaves.map(keysOf).filter((keys) => keys.length > 0) : [];
  if (shapes.length > 1) {
    const known = shapes.map((keys) => `{${keys.join(', ')}}`).join(' or ');
    const was = issue.input === undefined ? '' : `, was ${shown(issue.input)}`;
    return `${was === '' ? 'is missing: it ' : ''}takes one of ${known}${was}`;
  }
  const reasons = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).map((first) => reasonOf(schema, first)),
  );
  return [...new Set(reasons)].join(', or ');
};

/** Long values are cut: a message names the value, it does not repeat a file. */
const SHOWN_MAX = 60;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
};
