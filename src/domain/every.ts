/** The units a bar's length is written in. */
export type EveryUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'mo';

const UNIT_MS: Record<EveryUnit, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  // Months differ; this serves for sorting lengths and for asking how far to read, never for cutting buckets.
  mo: 30.436875 * 86_400_000,
};

/** Reads a bar length such as `5m` or `1mo`; undefined where the text is none. */
export const parseEvery = (
  text: string,
): { readonly count: number; readonly unit: EveryUnit } | undefined => {
  const match = /^([1-9]\d{0,4})(s|m|h|d|w|mo)$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  return { count: Number(match[1]), unit: match[2] as EveryUnit }; // the pattern admits these units alone
};

/** The length of a bar in milliseconds, for comparing lengths; throws RangeError on what is no length. */
export const everyMs = (text: string): number => {
  const every = parseEvery(text);
  if (!every) throw new RangeError(`every: expected a length such as 1s 5m 1h 1d 1w 1mo, was '${text}'`);
  return every.count * UNIT_MS[every.unit];
};
