/** What is to happen later, by the venue's own time; at one instant in the order in which it was planned. */
export class Agenda {
  #tasks: { readonly at: number; readonly act: () => void }[] = [];
  #now = 0;

  get now(): number {
    return this.#now;
  }

  in(delayMs: number, act: () => void): void {
    this.#tasks.push({ at: this.#now + delayMs, act });
  }

  /** When the next task is due; infinite where none is. */
  get nextAt(): number {
    return this.#tasks.reduce((next, { at }) => Math.min(next, at), Number.POSITIVE_INFINITY);
  }

  /** Time passes, and with it everything that is due. */
  advance(to: number): void {
    for (;;) {
      const at = this.nextAt;
      if (at > to) break;
      const index = this.#tasks.findIndex((task) => task.at === at);
      const [task] = this.#tasks.splice(index, 1);
      this.#now = Math.max(this.#now, at);
      task?.act();
    }
    this.#now = Math.max(this.#now, to);
  }
}
