/** From where to where a partition is read. */
export interface PartitionRange {
  readonly partition: number;
  /** The first offset that is wanted. */
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
}

/** How far the reading of a partition has come. */
export class PartitionReading {
  readonly partition: number;
  readonly start: number;
  readonly end: number;
  /** What is asked for next; what lies before it is here or on its way. */
  fetchOffset: number;
  /** What is decoded next. */
  position: number;
  /** Nothing that is read later happened before it. */
  watermark = Number.NEGATIVE_INFINITY;
  /** The latest event so far. */
  latest = Number.NEGATIVE_INFINITY;
  /** Nothing more of it is wanted, because later records lie behind the range of time. */
  isClosed = false;
  /** Since when it was asked and gave nothing. */
  quietSinceMs: number | undefined;
  /** In which answer something of it came last. */
  served = 0;

  constructor({ partition, start, end }: PartitionRange) {
    this.partition = partition;
    this.start = start;
    this.end = end;
    this.fetchOffset = start;
    this.position = start;
  }

  /** Whether it has given all that is wanted of it. */
  get isDone(): boolean {
    return this.isClosed || this.position >= this.end;
  }

  /** Whether there is something to ask for. */
  get isWanting(): boolean {
    return !this.isClosed && this.fetchOffset < this.end;
  }
}

/** No row that comes later happened before this instant: what a partition that is not done may still give. */
export const lowWatermark = (readings: readonly PartitionReading[]): number =>
  readings.reduce(
    (low, reading) => (reading.isDone ? low : Math.min(low, reading.watermark)),
    Number.POSITIVE_INFINITY,
  );
