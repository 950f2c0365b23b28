/**
 * JSON of which `JSON.parse` makes the very same value: unlike `JSON.stringify` it keeps -0, and throws
 * where something would be lost instead of writing null.
 *
 * @throws TypeError for what no JSON holds: a number that is not finite, a date, a hole in a list.
 */
export const exactJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${Array.from(value, exactJson).join(',')}]`;
  if (Object.prototype.toString.call(value) === '[object Object]') {
    // The test before says that it is an object whose fields can be listed.
    const fields = Object.entries(value as object).filter(([, field]) => field !== undefined);
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${exactJson(field)}`).join(',')}}`;
  }
  throw new TypeError(`a recording cannot hold ${describe(value)}`);
};

const describe = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
