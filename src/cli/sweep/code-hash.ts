import { createHash } from 'node:crypto';
import { reachedCode } from '../reached-code.js';

/** One hash of a pipeline's file and of all that it reaches, packages by their versions. */
export const codeHash = (path: string): string =>
  createHash('sha256')
    .update(JSON.stringify(reachedCode([path])))
    .digest('hex');
