import { MillraceError } from '../domain/millrace-error.js';

/** A tape that is not as it was written. */
export const damaged = (path: string, reason: string): MillraceError =>
  new MillraceError('TAPE_DAMAGED', { path, reason });

/** A tape that does not end as tapes end. */
export const cutShort = (path: string, bytes: number): MillraceError =>
  new MillraceError('TAPE_CUT_SHORT', { path, bytes });

/** A file that is something else. */
export const foreign = (path: string, reason: string): MillraceError =>
  new MillraceError('TAPE_FOREIGN', { path, reason });
