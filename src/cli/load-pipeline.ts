import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { createJiti } from 'jiti';
import * as rxjs from 'rxjs';
import * as zod from 'zod';
import { core } from 'zod';
import { packageRoot } from '../../config/package-root.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { userLine } from '../engine/turns/user-line.js';
import * as millrace from '../index.js';
import type { AnyPipeline } from '../pipeline/define-pipeline.js';
import { findPipeline } from './find-pipeline.js';

/**
 * Loads a pipeline by its name in `pipelines/` (here, then ours) or by a path to a TypeScript file. Its rxjs,
 * zod and millrace are the very ones the engine runs on, whatever is installed beside the file.
 *
 * @throws MillraceError PIPELINE_UNKNOWN, PIPELINE_INVALID, or RXJS_FOREIGN where the file reaches another
 * rxjs by a way of its own: its timers would run on the host's clock.
 */
export const loadPipeline = async (name: string): Promise<AnyPipeline> => {
  const path = findPipeline(name);
  const known = new Set(foreignRxjs());
  const exports = await load(path);
  const foreign = foreignRxjs().find((file) => !known.has(file));
  if (foreign !== undefined) {
    const what = `it brings an rxjs of its own, ${foreign}`;
    throw new MillraceError('RXJS_FOREIGN', { pipeline: name, what });
  }
  const found = [...new Set(Object.values(exports))].filter(isPipeline);
  const [pipeline] = found;
  if (pipeline && found.length === 1) {
    if (pipeline.params instanceof core.$ZodType) return pipeline;
    const reason = 'params is no schema of zod 4, such as z.strictObject({ … })';
    throw new MillraceError('PIPELINE_INVALID', { path, reason });
  }
  const reason = found.length === 0 ? 'no export is a pipeline' : `${found.length} exports are pipelines`;
  throw new MillraceError('PIPELINE_INVALID', { path, reason });
};

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

const load = async (path: string): Promise<object> => {
  const jiti = createJiti(import.meta.url, {
    moduleCache: false,
    interopDefault: false,
    // The root of rxjs has every operator, that of zod is its version 4.
    virtualModules: { rxjs, 'rxjs/operators': rxjs, zod, 'zod/v4': zod, millrace },
    alias: {
      rxjs: folderOf('rxjs'),
      zod: folderOf('zod'),
      'millrace/operators': join(packageRoot(), 'operators'),
      'millrace/pipelines': join(packageRoot(), 'pipelines'),
    },
  });
  try {
    return await jiti.import(path);
  } catch (cause) {
    throw new MillraceError('PIPELINE_INVALID', placed(path, cause), { cause });
  }
};

/** What a file that cannot be loaded says, on one line and with its place. */
const placed = (path: string, cause: unknown): { path: string; reason: string } => {
  const [first = '', second = ''] = messageOf(cause)
    .split('\n')
    .map((line) => line.trim());
  const reason = first.replace(/^ParseError: /, '');
  // The parser names the place on a line of its own, and counts columns from 0.
  const [, upTo, column] = /^(.+:\d+:)(\d+)$/.exec(second) ?? [];
  if (upTo !== undefined) return { path: `${upTo}${Number(column) + 1}`, reason };
  const line = userLine(cause instanceof Error ? cause.stack : undefined);
  return { path: line.startsWith(path) ? line : path, reason };
};

/** Files of other copies of rxjs that are loaded. */
const foreignRxjs = (): readonly string[] => {
  const inRxjs = `${sep}node_modules${sep}rxjs${sep}`;
  const ours = `${folderOf('rxjs')}${sep}`;
  return Object.keys(require.cache).filter((file) => file.includes(inRxjs) && !file.startsWith(ours));
};

const isPipeline = (value: unknown): value is AnyPipeline =>
  typeof value === 'object' &&
  value !== null &&
  'params' in value &&
  'feeds' in value &&
  typeof value.feeds === 'function' &&
  'flow' in value &&
  typeof value.flow === 'function';
