import type { PathText } from '../../config/read-texts.js';
import { usageError } from '../domain/usage-error.js';

/** Cuts `path=text` at its first equals sign. */
export const pathText = (option: string, text: string): PathText => {
  const equals = text.indexOf('=');
  if (equals > 0) return { path: text.slice(0, equals), text: text.slice(equals + 1) };
  throw usageError(`${option} ${text}: write ${option} name=value`);
};
