/** An order as the venue keeps it. */
export interface VenueOrder {
  readonly name: string;
  readonly symbol: string;
  readonly side: 'B' | 'S';
  quantity: number;
  /** NaN where it has none. */
  limit: number;
  stop: number;
  readonly isAtOnce: boolean;
  /** The order whose fill wakes it, and the group of which one fills; empty where there is none. */
  readonly parent: string;
  readonly group: string;
  filled: number;
  state: 'asleep' | 'live' | 'filled' | 'cancelled' | 'rejected';
  /** A trade of it is on the way through the venue. */
  isMatching: boolean;
}

/** Reads `NEW|name|symbol|B or S|quantity|limit|stop|time in force|parent|group`. */
export const readOrder = (fields: readonly string[]): VenueOrder => {
  const [, name = '', symbol = '', side, quantity, limit, stop, inForce, parent = '', group = ''] = fields;
  return {
    name,
    symbol,
    side: side === 'S' ? 'S' : 'B',
    quantity: Number(quantity),
    limit: limit ? Number(limit) : Number.NaN,
    stop: stop ? Number(stop) : Number.NaN,
    isAtOnce: inForce === 'ioc' || inForce === 'fok',
    parent,
    group,
    filled: 0,
    state: parent === '' ? 'live' : 'asleep',
    isMatching: false,
  };
};
