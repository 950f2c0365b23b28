import { MillraceError } from './millrace-error.js';

/** Words of a command that cannot be meant as they stand: what is wrong with them, and how to write them. */
export const usageError = (message: string): MillraceError => new MillraceError('USAGE_INVALID', { message });
