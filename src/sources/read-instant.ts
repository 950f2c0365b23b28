import { instantsIn } from './instants-in.js';
import { newStamp, readStamp } from './read-stamp.js';

/** Reads one time as a person writes it: a date with or without a time, naive ones in the zone; or null. */
export const readInstant = (text: string, timeZone: string): number | null => {
  const bytes = Buffer.from(text);
  const stamp = newStamp();
  return readStamp({ bytes, index: 0, end: bytes.length }, stamp) ? instantsIn(timeZone)(stamp) : null;
};
