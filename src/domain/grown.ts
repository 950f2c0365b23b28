/** Room for the first values of a column. */
export const FIRST_ROOM = 64;

/** A column with room for twice as many values, and those that it has. */
export const grown = <T extends Float64Array | Int32Array>(column: T): T => {
  const Column = column.constructor as new (length: number) => T; // of the same kind
  const room = new Column(2 * column.length);
  room.set(column);
  return room;
};
