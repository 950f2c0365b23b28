import { type Fail, milliseconds } from '../uri-query.js';

/**
 * How long bars wait after their end for what is on its way: `graceMs` of a URI, 0 where it says nothing.
 *
 * @param isStepped By its own time nothing is on its way any more, and a grace throws.
 */
export const graceOf = (text: string | undefined, isStepped: boolean, fail: Fail): number => {
  const graceMs = milliseconds('graceMs', text, fail);
  if (graceMs !== null && isStepped)
    throw fail("graceMs is of the wall's clock: with speed=step no row is late");
  return graceMs ?? 0;
};
