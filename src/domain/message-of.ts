/** What a caught value says; it may be an Error of another realm or none, so no `instanceof` is asked. */
export const messageOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
