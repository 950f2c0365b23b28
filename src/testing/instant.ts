/** An instant as a test writes it: epoch milliseconds, or ISO text with its zone (`2024-01-02T14:30:00Z`). */
export type Instant = string | number;

/** Epoch milliseconds of an instant; fractions of a millisecond stay. */
export const epochMs = (instant: Instant): number => {
  if (typeof instant === 'number') return instant;
  const [, seconds, fraction = '', zone] = ISO.exec(instant) ?? [];
  const whole = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(whole)) {
    // Without a zone the text would mean another instant on another machine.
    throw new RangeError(`expected ISO time with its zone such as 2024-01-02T14:30:00Z, was '${instant}'`);
  }
  return whole + Number(`0${fraction}`) * 1000;
};

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;
