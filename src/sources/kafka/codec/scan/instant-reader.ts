import { DAY_MS, dayNumber, isCivilDate } from '../../../../time/civil-date.js';
import { instantsIn } from '../../../instants-in.js';
import { newStamp, readStamp } from '../../../read-stamp.js';

const [POINT, MINUS, ZERO, COLON, LETTER_T, LETTER_Z] = [46, 45, 48, 58, 84, 90] as const;
/** Of `2014-05-05T13:30:00`. */
const SECONDS_LENGTH = 19;
const MICRO_DIGITS = 6;
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;

/**
 * Reads instants in ISO 8601 straight from bytes, with microseconds as a fraction of a millisecond; those
 * that name no zone are of UTC. The form that `isoText` writes is read fastest.
 */
export class InstantReader {
  readonly #instantOf = instantsIn('UTC');
  readonly #stamp = newStamp();
  #date = -1;
  #dayMs = Number.NaN;

  /** Epoch milliseconds, or NaN where the text is no instant. */
  read(bytes: Buffer, start: number, end: number): number {
    const quick = this.#quick(bytes, start, end);
    if (!Number.isNaN(quick)) return quick;
    // A number alone is an instant to a csv file; here its unit would be a guess.
    if (bytes[start + 4] !== MINUS) return Number.NaN;
    const isStamp = readStamp({ bytes, index: start, end }, this.#stamp);
    return isStamp ? this.#instantOf(this.#stamp) : Number.NaN;
  }

  #quick(bytes: Buffer, start: number, end: number): number {
    if (end - start <= SECONDS_LENGTH || bytes[end - 1] !== LETTER_Z) return Number.NaN;
    const isForm =
      bytes[start + 4] === MINUS &&
      bytes[start + 7] === MINUS &&
      bytes[start + 10] === LETTER_T &&
      bytes[start + 13] === COLON &&
      bytes[start + 16] === COLON;
    const year = digitsIn(bytes, start, start + 4);
    const month = digitsIn(bytes, start + 5, start + 7);
    const day = digitsIn(bytes, start + 8, start + 10);
    const hour = digitsIn(bytes, start + 11, start + 13);
    const minute = digitsIn(bytes, start + 14, start + 16);
    const second = digitsIn(bytes, start + 17, start + SECONDS_LENGTH);
    // What is no digit made a number that is no number.
    if (!(isForm && hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    const date = (year * 100 + month) * 100 + day;
    if (date !== this.#date) {
      if (!isCivilDate({ year, month, day })) return Number.NaN;
      this.#date = date;
      this.#dayMs = dayNumber(year, month, day) * DAY_MS;
    }
    const whole = this.#dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
    const fraction = start + SECONDS_LENGTH;
    if (fraction === end - 1) return whole;
    const digits = end - 1 - (fraction + 1);
    if (bytes[fraction] !== POINT || digits < 1 || digits > MICRO_DIGITS) return Number.NaN;
    const micros = digitsIn(bytes, fraction + 1, end - 1) * (POWERS[MICRO_DIGITS - digits] ?? 1);
    const ms = Math.floor(micros / 1000);
    // The part below a millisecond is added last, as everywhere.
    return whole + ms + (micros - ms * 1000) / 1000;
  }
}

/** Digits as a number; NaN where they are none. */
const digitsIn = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = (bytes[index] ?? 0) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};
