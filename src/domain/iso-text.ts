/**
 * An instant as ISO 8601 text in UTC: `2014-05-05T13:30:00.250Z`, with six digits where it carries
 * microseconds (`2014-05-05T13:30:00.250125Z`). Finer parts are rounded.
 */
export const isoText = (at: number): string => {
  if (Number.isInteger(at)) return new Date(at).toISOString();
  // The part below a millisecond is split off first: the instant in microseconds could pass 2^53.
  const wholeMs = Math.floor(at);
  const micros = Math.round((at - wholeMs) * 1_000);
  if (micros === 0 || micros === 1_000) return new Date(wholeMs + micros / 1_000).toISOString();
  return new Date(wholeMs).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
};
