/**
 * The one text of a value that is hashed and compared: keys as the schema orders them (the order in which
 * the value was built), ECMAScript number text, -0 as 0. A number that is not finite is our own mistake.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`canonical: a number must be finite, was ${value}`);
    return value === 0 ? '0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
  }
  throw new TypeError(`canonical: no text for a ${typeof value}`);
};
