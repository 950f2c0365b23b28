import type { EntryOf } from '../../../domain/journal.js';

/** What a fill did to the position of its pipeline. */
export type FillKind = 'long' | 'short' | 'exit';

/**
 * What each fill did, in order: it went in long or short, or out.
 *
 * One that turns a position around counts as going in, with its whole quantity. With lots (`hedging`) each
 * fill says itself whether it opens or closes.
 */
export const fillKinds = (fills: readonly EntryOf<'fill'>[]): FillKind[] => {
  const held = new Map<string, number>();
  return fills.map(({ pipeline, symbol, body }) => {
    const name = JSON.stringify([pipeline, symbol]);
    const before = held.get(name) ?? 0;
    const after = before + (body.side === 'buy' ? body.quantity : -body.quantity);
    // What is left of parts that sum to nothing is rounding.
    held.set(name, Math.abs(after) < Math.abs(body.quantity) * 1e-9 ? 0 : after);
    const entry = body.side === 'buy' ? 'long' : 'short';
    if (body.effect === 'open') return entry;
    if (body.effect === 'close') return 'exit';
    const opposes = before !== 0 && before > 0 !== (body.side === 'buy');
    return opposes && Math.abs(body.quantity) <= Math.abs(before) * (1 + 1e-9) ? 'exit' : entry;
  });
};
