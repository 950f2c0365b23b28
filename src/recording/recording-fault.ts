import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import { systemError } from '../domain/system-error.js';

/** Where a recording is not as it was written. */
export interface DamagedAt {
  readonly path: string;
  readonly block: number;
  readonly from: number;
  /** null where what would say so is damaged itself. */
  readonly to: number | null;
}

/** A recording that is not as it was written, in a place that was on the disk once. */
export const damaged = ({ path, block, from, to }: DamagedAt, reason: string): MillraceError =>
  new MillraceError('RECORDING_DAMAGED', { path, block, from, to: to ?? '?', reason });

/** A folder that holds no recording. */
export const missing = (path: string, reason: string): MillraceError =>
  new MillraceError('RECORDING_MISSING', { path, reason });

/** What the file system says while it is written to becomes our error; ours and our mistakes pass. */
export const unwritable = (path: string, cause: unknown): unknown =>
  systemError(cause).syscall === undefined
    ? cause
    : new MillraceError(
        'RECORDING_UNWRITABLE',
        { path, reason: messageOf(cause) },
        { cause, retriable: true },
      );
