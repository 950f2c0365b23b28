/** Node's errors by their fields: a test runner's Error is another class than theirs. */
export const systemError = (cause: unknown): { readonly code?: unknown; readonly syscall?: unknown } =>
  // Any field of anything may be asked for.
  Object(cause) as { readonly code?: unknown; readonly syscall?: unknown };
