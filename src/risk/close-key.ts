import type { CloseIntent } from '../domain/intent.js';

/** The key of the order that a close becomes, which its author knows it by. */
export const closeKey = ({ symbol, lot }: Pick<CloseIntent, 'symbol' | 'lot'>): string =>
  `close:${lot ?? symbol}`;
