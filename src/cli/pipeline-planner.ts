import type { z } from 'zod';
import { parseParams } from '../../config/parse-params.js';
import type { PathText } from '../../config/read-texts.js';
import { MillraceError } from '../domain/millrace-error.js';
import { usageError } from '../domain/usage-error.js';
import type { PipelinePlan } from '../engine/turns/pipeline-run.js';
import { declared } from './declared.js';
import { loadPipeline } from './load-pipeline.js';
import { pathText } from './path-text.js';

/** Gives loaded pipelines the texts of `--param`; the cash is shared out evenly. */
export type PipelinePlanner = (params: readonly string[], cash: number) => readonly PipelinePlan[];

/** Loads the pipelines of a run, for as many sets of parameters as somebody has. */
export const pipelinePlanner = async (words: readonly string[]): Promise<PipelinePlanner> => {
  const wanted = words.map(wantedPipeline);
  const ids = wanted.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw usageError(`two pipelines have the id ${twice}: write ID=NAME, such as ${twice}-2=${twice}`);
  }
  const loaded = await Promise.all(
    wanted.map(async ({ id, name }) => ({ id, name, pipeline: await loadPipeline(name) })),
  );
  return (params, cash) => {
    const texts = params.map((text) => pathText('--param', text));
    return loaded.map(({ id, name, pipeline }) => {
      const own = ids.length === 1 ? texts : ownTexts(texts, id, ids);
      const schema = pipeline.params as z.ZodType; // the types of a listed pipeline are forgotten
      const parsed = inRun({ id, ids }, () => parseParams(schema, own, name));
      return declared({ id, pipeline, params: parsed, capital: cash / ids.length }, name);
    });
  };
};

/** `ID=NAME`, or a name or path that gives its own id. */
export const wantedPipeline = (word: string): { id: string; name: string } => {
  const [, id, name] = /^([^/\\=]*)=(.*)$/.exec(word) ?? [];
  if (id === undefined || name === undefined) {
    return { id: word.replace(/^.*[/\\]/, '').replace(/\.[cm]?[jt]s$/, ''), name: word };
  }
  if (/^[a-z][a-z0-9-]*$/.test(id) && name !== '') return { id, name };
  throw usageError(`${word}: write ID=NAME with an id of small letters, digits and dashes`);
};

/** With several pipelines a parameter says whose it is. */
const ownTexts = (texts: readonly PathText[], id: string, ids: readonly string[]): readonly PathText[] => {
  for (const { path } of texts) {
    if (ids.some((known) => path.startsWith(`${known}.`))) continue;
    throw usageError(
      `--param ${path}: with several pipelines write --param ID.name=value; ids are ${ids.join(', ')}`,
    );
  }
  const prefix = `${id}.`;
  return texts
    .filter(({ path }) => path.startsWith(prefix))
    .map((text) => ({ ...text, path: text.path.slice(prefix.length) }));
};

/** A parameter that is wrong is named as it was written: with several pipelines as `ID.name`. */
const inRun = <T>({ id, ids }: { id: string; ids: readonly string[] }, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (ids.length === 1 || !(error instanceof MillraceError)) throw error;
    throw new MillraceError(error.code, { ...error.facts, path: `${id}.${String(error.facts.path)}` });
  }
};
