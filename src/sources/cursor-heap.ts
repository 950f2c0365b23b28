import type { EventCursor } from './event-cursor.js';

/**
 * Cursors by the time of their next event, the earliest first; between equal ones the order is not stated.
 */
export class CursorHeap {
  readonly #cursors: EventCursor[] = [];

  first(): EventCursor | undefined {
    return this.#cursors[0];
  }

  add(cursor: EventCursor): void {
    const cursors = this.#cursors;
    let hole = cursors.push(cursor) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = cursors[parent];
      if (above === undefined || above.at <= cursor.at) break;
      cursors[hole] = above;
      hole = parent;
    }
    cursors[hole] = cursor;
  }

  removeFirst(): void {
    const last = this.#cursors.pop();
    if (last === undefined || this.#cursors.length === 0) return;
    this.#cursors[0] = last;
    this.firstMoved();
  }

  /** Finds the place of the first cursor anew, after its next event has become another. */
  firstMoved(): void {
    const cursors = this.#cursors;
    const moved = cursors[0];
    if (moved === undefined) return;
    let hole = 0;
    for (;;) {
      const child = this.#earlierChild(hole);
      const below = cursors[child];
      if (below === undefined || below.at >= moved.at) break;
      cursors[hole] = below;
      hole = child;
    }
    cursors[hole] = moved;
  }

  #earlierChild(parent: number): number {
    const left = 2 * parent + 1;
    const [first, second] = [this.#cursors[left], this.#cursors[left + 1]];
    return first !== undefined && second !== undefined && second.at < first.at ? left + 1 : left;
  }
}
