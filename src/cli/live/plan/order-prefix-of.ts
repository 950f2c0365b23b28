import { randomInt } from 'node:crypto';
import { lastContent } from '../content/last-content.js';

/** Without 0, 1, I and O, which people read to each other over a telephone. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 6;

/**
 * What the orders of a run are called at a broker, in front of their id: what its recording says, else drawn,
 * since two runs that are called the same would take each other's orders for theirs.
 */
export const orderPrefixOf = async (folder: string): Promise<string> => {
  const content = await lastContent(folder);
  if (content === null) {
    return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  }
  return content.config.outside.orderPrefix ?? '';
};
