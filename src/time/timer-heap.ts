/** What a timer does when it rings. */
export interface RunnableAction {
  run(): void;
}

/** A timer that waits: due time, then the order in which it was set. */
export interface Timer {
  readonly due: number;
  readonly serial: number;
  readonly pipeline: string;
  readonly action: RunnableAction;
  removed: boolean;
}

/**
 * A binary heap on (due, serial). Removing only marks; when the dead outnumber the living the heap is swept,
 * so a debounce that resets its timer at every tick costs bounded memory.
 */
export class TimerHeap {
  private timers: Timer[] = [];
  private serial = 0;
  private dead = 0;

  push(due: number, pipeline: string, action: RunnableAction): Timer {
    const timer = { due, serial: this.serial++, pipeline, action, removed: false };
    this.timers.push(timer);
    this.rise(this.timers.length - 1);
    return timer;
  }

  peek(): Timer | undefined {
    while (this.timers[0]?.removed) this.takeFirst();
    return this.timers[0];
  }

  pop(): Timer | undefined {
    const first = this.peek();
    if (first) this.takeFirst();
    return first;
  }

  remove(timer: Timer): void {
    timer.removed = true;
    this.dead += 1;
    if (this.dead > 64 && this.dead * 2 > this.timers.length) this.sweep();
  }

  private sweep(): void {
    // A sorted array is a heap.
    this.timers = this.timers.filter((timer) => !timer.removed).sort(byDue);
    this.dead = 0;
  }

  private takeFirst(): void {
    const last = this.timers.pop();
    const first = this.timers[0];
    if (first === undefined || last === undefined) {
      if (last?.removed) this.dead -= 1;
      return;
    }
    if (first.removed) this.dead -= 1;
    this.timers[0] = last;
    this.sink(0);
  }

  private rise(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  private sink(index: number): void {
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = this.isBefore(right, left) ? right : left;
      if (!this.swapIfBefore(child, index)) return;
      index = child;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [first, second] = [this.timers[a], this.timers[b]];
    return first !== undefined && second !== undefined && byDue(first, second) < 0;
  }

  private swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.timers[lower], this.timers[upper]];
    if (a === undefined || b === undefined || byDue(a, b) >= 0) return false;
    this.timers[lower] = b;
    this.timers[upper] = a;
    return true;
  }
}

const byDue = (a: Timer, b: Timer): number => a.due - b.due || a.serial - b.serial;
