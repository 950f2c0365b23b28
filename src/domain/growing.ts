/** Room for the first values of a column. */
const FIRST = 64;

/** A column of numbers that grows; what is full is copied into twice the room. */
export class Growing<T extends Float64Array | Int32Array> {
  private length = 0;
  private room: T;

  constructor(private readonly roomOf: (length: number) => T) {
    this.room = roomOf(FIRST);
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const room = this.roomOf(2 * this.length);
      room.set(this.room);
      this.room = room;
    }
    this.room[this.length] = value;
    this.length += 1;
  }

  /** Puts another value in the place of the newest. */
  restate(value: number): void {
    this.room[this.length - 1] = value;
  }

  /** What is there so far, without a copy. */
  values(): T {
    // A part of a column has the column's own type.
    return this.room.subarray(0, this.length) as T;
  }
}
