/** What a caught value says. It may come from another realm or be no Error at all, so no `instanceof` is asked. */
export const messageOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
