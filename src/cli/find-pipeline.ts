import { readdirSync, statSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { packageRoot } from '../../config/package-root.js';
import { didYouMean } from '../domain/did-you-mean.js';
import { MillraceError } from '../domain/millrace-error.js';

/**
 * The file of a pipeline: a name is looked for in `pipelines/` here, then in ours; a path is itself.
 *
 * @throws MillraceError PIPELINE_UNKNOWN.
 */
export const findPipeline = (name: string): string => {
  if (/[/\\]|\.[cm]?[jt]s$/.test(name)) {
    const path = resolve(name);
    if (isFile(path)) return path;
    const meant = didYouMean(parse(name).name, pipelineNames());
    throw new MillraceError('PIPELINE_UNKNOWN', { name, hint: `: there is no such file${meant}` });
  }
  const found = folders()
    .map((folder) => join(folder, `${name}.ts`))
    .find(isFile);
  if (found !== undefined) return found;
  throw new MillraceError('PIPELINE_UNKNOWN', { name, hint: didYouMean(name, pipelineNames()) });
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const folders = (): readonly string[] => [resolve('pipelines'), join(packageRoot(), 'pipelines')];

/** The names of the pipelines that can be named here. */
export const pipelineNames = (): readonly string[] => {
  const present = folders().filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  const files = present.flatMap((folder) => readdirSync(folder));
  return [...new Set(files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)))];
};
