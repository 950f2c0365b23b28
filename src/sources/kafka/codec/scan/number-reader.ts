const [MINUS, PLUS, POINT, ZERO, UPPER_E, LOWER_E] = [45, 43, 46, 48, 69, 101] as const;
/** Up to 15 digits a number and its power of ten are exact, and one division rounds as reading text does. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));

/** Reads numbers as JSON writes them, straight from bytes. */
export class NumberReader {
  /** The number that was read last. */
  value = Number.NaN;

  /**
   * Reads the number at a position.
   *
   * @returns The position behind it, or -1 where there is none.
   */
  read(bytes: Uint8Array, start: number, end: number): number {
    let index = start;
    const isNegative = bytes[index] === MINUS;
    if (isNegative) index += 1;
    const first = index;
    let mantissa = 0;
    let digit = 0;
    for (; index < end; index += 1) {
      digit = (bytes[index] ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      mantissa = mantissa * 10 + digit;
    }
    let digits = index - first;
    if (digits === 0 || (digits > 1 && bytes[first] === ZERO)) return -1;
    let decimals = 0;
    if (index < end && bytes[index] === POINT) {
      const point = index;
      for (index += 1; index < end; index += 1) {
        digit = (bytes[index] ?? 0) - ZERO;
        if (!(digit >= 0 && digit <= 9)) break;
        mantissa = mantissa * 10 + digit;
      }
      decimals = index - point - 1;
      if (decimals === 0) return -1;
      digits += decimals;
    }
    const letter = index < end ? bytes[index] : 0;
    if (letter === LOWER_E || letter === UPPER_E) {
      index = exponentEnd(bytes, index + 1, end);
      if (index < 0) return -1;
      digits = Number.POSITIVE_INFINITY;
    }
    if (digits > EXACT_DIGITS) this.value = Number(textOf(bytes, start, index));
    else {
      const size = decimals === 0 ? mantissa : mantissa / (POWERS[decimals] ?? Number.NaN);
      this.value = isNegative ? -size : size;
    }
    return index;
  }
}

const exponentEnd = (bytes: Uint8Array, start: number, end: number): number => {
  let index = start;
  if (bytes[index] === PLUS || bytes[index] === MINUS) index += 1;
  const first = index;
  while (index < end && (bytes[index] ?? 0) >= ZERO && (bytes[index] ?? 0) <= ZERO + 9) index += 1;
  return index > first ? index : -1;
};

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
