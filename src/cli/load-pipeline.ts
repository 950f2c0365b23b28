import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { createJiti } from 'jiti';
import * as rxjs from 'rxjs';
import * as zod from 'zod';
import { packageRoot } from '../../config/package-root.js';
import { didYouMean } from '../domain/did-you-mean.js';
import { MillraceError } from '../domain/millrace-error.js';
import * as millrace from '../index.js';
import type { AnyPipeline } from '../pipeline/define-pipeline.js';

/**
 * Loads a pipeline by its name in `pipelines/` (here, then ours) or by a path to a TypeScript file. Its rxjs,
 * zod and millrace are the very ones the engine runs on, whatever is installed beside the file.
 */
export const loadPipeline = async (name: string): Promise<AnyPipeline> => {
  const path = pathOf(name);
  const jiti = createJiti(import.meta.url, {
    moduleCache: false,
    interopDefault: false,
    virtualModules: { rxjs, zod, millrace },
    alias: { 'millrace/operators': join(packageRoot(), 'operators') },
  });
  const exports = await load(jiti, path);
  const found = [...new Set(Object.values(exports))].filter(isPipeline);
  const [pipeline] = found;
  if (pipeline && found.length === 1) return pipeline;
  const reason = found.length === 0 ? 'no export is a pipeline' : `${found.length} exports are pipelines`;
  throw new MillraceError('PIPELINE_INVALID', { path, reason });
};

const load = async (jiti: ReturnType<typeof createJiti>, path: string): Promise<object> => {
  try {
    return await jiti.import(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MillraceError('PIPELINE_INVALID', { path, reason }, { cause });
  }
};

const isPipeline = (value: unknown): value is AnyPipeline =>
  typeof value === 'object' && value !== null && 'flow' in value && 'feeds' in value && 'params' in value;

const pathOf = (name: string): string => {
  if (/[/\\]|\.[cm]?[jt]s$/.test(name)) {
    const path = isAbsolute(name) ? name : resolve(name);
    if (existsSync(path)) return path;
    throw new MillraceError('PIPELINE_UNKNOWN', { name, hint: ': there is no such file' });
  }
  const folders = [resolve('pipelines'), join(packageRoot(), 'pipelines')];
  for (const folder of folders) {
    const path = join(folder, `${name}.ts`);
    if (existsSync(path)) return path;
  }
  const known = folders.filter(existsSync).flatMap((folder) => readdirSync(folder));
  const names = [...new Set(known.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)))];
  throw new MillraceError('PIPELINE_UNKNOWN', { name, hint: didYouMean(name, names) });
};
