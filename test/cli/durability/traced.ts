/** What a process did to its files and sockets, in order; a sync and its end are two events. */
export type Traced =
  | { readonly kind: 'written'; readonly place: string; readonly text: string }
  | { readonly kind: 'sync' | 'synced'; readonly place: string }
  | { readonly kind: 'sent'; readonly text: string };

/** Orders that went out, by their name there, and whether their entry was on the disk by then. */
export interface Sending {
  readonly name: string;
  readonly durable: boolean;
}

/**
 * Holds a trace against the rule: before an order is written to a socket, a sync of the journal's file has
 * begun after its entry was written there, and has come to its end.
 */
export const sendingsIn = (trace: readonly Traced[]): readonly Sending[] =>
  trace.flatMap((event, index) => {
    if (event.kind !== 'sent') return [];
    const names = [...event.text.matchAll(/^NEW\|([^|]+)\|/gm)].map(([, name = '']) => name);
    return names.map((name) => ({ name, durable: isDurable(trace.slice(0, index), name) }));
  });

const isDurable = (before: readonly Traced[], name: string): boolean => {
  const id = name.slice(name.indexOf('-') + 1);
  const written = before.findIndex(
    (event) =>
      event.kind === 'written' &&
      event.place.endsWith('/journal.jsonl') &&
      event.text.includes('"kind":"command"') &&
      event.text.includes(`"id":"${id}"`),
  );
  if (written < 0) return false;
  const begun = before.findIndex((event, at) => at > written && isOf(event, 'sync'));
  return begun >= 0 && before.some((event, at) => at > begun && isOf(event, 'synced'));
};

const isOf = (event: Traced, kind: 'sync' | 'synced'): boolean =>
  event.kind === kind && event.place.endsWith('/journal.jsonl');
