import { MillraceError } from '../domain/millrace-error.js';

const MISSING: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

/** A file that is not there or not ours to read is FILE_MISSING, whatever else is wrong FILE_UNREADABLE. */
export const fileFault = (path: string, cause: unknown): MillraceError => {
  const { code, message } = systemError(cause);
  const reason = MISSING[code];
  if (reason !== undefined) return new MillraceError('FILE_MISSING', { path, reason }, { cause });
  return new MillraceError('FILE_UNREADABLE', { path, reason: message }, { cause });
};

/** Node's errors by their fields: a test runner's Error is another class than theirs. */
const systemError = (cause: unknown): { readonly code: string; readonly message: string } => {
  const { code, message } = Object(cause) as { readonly code?: unknown; readonly message?: unknown };
  return { code: String(code), message: String(message ?? cause) };
};
