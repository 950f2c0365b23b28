import { assert } from '../../domain/assert.js';

/** What orders of one run are called outside of it. */
export interface OrderNames {
  readonly nameOf: (id: string) => string;
  /** The id of an order of ours; null where somebody else sent it. */
  readonly idOf: (name: string) => string | null;
}

/**
 * Names orders by the run's prefix and their id, so that a broker's words find their order after a restart.
 *
 * @param prefix One to eight letters and digits, another one for every run that a broker knows of.
 */
export const orderNames = (prefix: string): OrderNames => {
  assert(
    /^[A-Za-z0-9]{1,8}$/.test(prefix),
    `order names: a prefix is 1 to 8 letters and digits, was ${prefix}`,
  );
  const head = `${prefix}-`;
  return {
    nameOf: (id) => head + id,
    idOf: (name) => (name.startsWith(head) ? name.slice(head.length) : null),
  };
};
