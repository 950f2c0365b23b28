import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { SetFailure } from '../../sweep/ledger.js';

/** Why a set failed, as text that can be kept. */
export const failureOf = (error: unknown): SetFailure =>
  error instanceof MillraceError
    ? { code: error.code, message: error.message }
    : { code: null, message: `this is a bug in millrace, please report it: ${messageOf(error)}` };
