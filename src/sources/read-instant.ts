import { instantsIn } from './instants-in.js';
import { newStamp, readStamp } from './read-stamp.js';

/**
 * Reads one time as a person writes it: a date with or without a time, naive ones in the zone.
 *
 * @returns Null where it is none, or what a zone's clocks show then is not known.
 */
export const readInstant = (text: string, timeZone: string): number | null => {
  const bytes = Buffer.from(text);
  const stamp = newStamp();
  if (!readStamp({ bytes, index: 0, end: bytes.length }, stamp)) return null;
  try {
    return instantsIn(timeZone)(stamp);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
