import { assertForward } from '../../sources/assert-forward.js';
import type { Batch } from '../../tape/batch.js';
import type { Route } from '../turns/route.js';
import type { Wheel } from '../wheel.js';
import type { Lane } from './lane.js';

/** What the row loop drives. */
export interface RowLoopParts {
  readonly uri: string;
  readonly wheel: Wheel;
  /** By the tape's index of streams: the way of those whose every row somebody waits for. */
  readonly routes: readonly Route[];
  /** The lanes of the others, by the same index; null where there is none. */
  readonly lanes: readonly (Lane | null)[];
  /** Tells the rest of the engine which rows passed a lane by. */
  readonly passed: (lane: Lane) => void;
  /** Whether ticks of streams that fill orders may pass: none is at work. */
  readonly isIdle: () => boolean;
}

/**
 * Walks the batches of a tape. A row that nobody waits for (no timer due, no bar ending, no order at work, no
 * pipeline that hears it) costs a comparison and the bar it is part of; any other becomes an event and goes
 * through the wheel. What is decided is the same as if every row had gone there.
 *
 *     rows    t t t t t t t T t t t     T: opens a bar, meets an order, or is heard
 *     lanes   a b b a c a b   a b c     numbers into open bars
 *     wheel                 w           advance, broker, marks, feeds, intents
 */
export class RowLoop {
  private readonly waiting: Lane[] = [];
  private last = Number.NEGATIVE_INFINITY;
  private readonly hasLanes: boolean;

  constructor(private readonly parts: RowLoopParts) {
    this.hasLanes = parts.lanes.some((lane) => lane !== null);
  }

  /** Processes a batch; gives how many of its rows it took before the run was over. */
  run(batch: Batch): number {
    const { wheel, lanes, routes, isIdle, uri } = this.parts;
    const { rows, at: instants, stream: streams } = batch;
    for (const lane of lanes) lane?.bind(batch);
    let stop = this.quietUntil();
    let idle = isIdle();
    let last = this.last;
    for (let row = 0; row < rows; row += 1) {
      const at = instants[row] ?? Number.NaN;
      if (!(at >= last)) assertForward(uri, last, at);
      last = at;
      const stream = streams[row] ?? 0;
      const lane = lanes[stream];
      if (lane) {
        if (at >= stop) {
          this.look();
          wheel.advance(at);
          stop = this.quietUntil();
          idle = isIdle();
        }
        if (stop > at && (idle || !lane.matches)) {
          if (lane.rows === 0) this.waiting.push(lane);
          if (lane.take(row, at)) continue;
        }
      }
      this.look();
      wheel.process(batch.event(row), routes[stream]);
      if (wheel.isOver()) return row + 1;
      stop = this.quietUntil();
      idle = isIdle();
    }
    this.look();
    // Promises of pipelines have their say between batches, and ask what time it is.
    if (stop > last) wheel.advance(last);
    this.last = last;
    return rows;
  }

  /** Where no row has a lane nobody needs to know how long it stays quiet. */
  private quietUntil(): number {
    return this.hasLanes ? this.parts.wheel.quietUntil() : Number.NEGATIVE_INFINITY;
  }

  /** Everybody learns what passed, in the order of the newest row of each lane. */
  private look(): void {
    if (this.waiting.length === 0) return;
    this.waiting.sort((a, b) => a.row - b.row);
    for (const lane of this.waiting) {
      if (lane.rows > 0) this.parts.passed(lane);
      lane.clear();
    }
    this.waiting.length = 0;
  }
}
