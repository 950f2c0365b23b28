import { Observable, type Subscriber } from 'rxjs';

/**
 * Hands each value to whoever listens, in the order in which they came; who comes when it is over hears only
 * that. An rxjs Subject does the same, but makes an iterator and a closure for every value, and every input
 * of a pipeline passes here.
 */
export class Relay<T> {
  private listeners: readonly Subscriber<T>[] = [];
  private isOver = false;

  // Nothing runs in here whose error could be lost, and nothing is pushed to who has let go.
  // eslint-disable-next-line no-restricted-syntax
  readonly stream$ = new Observable<T>((listener) => {
    if (this.isOver) {
      listener.complete();
      return undefined;
    }
    this.listeners = [...this.listeners, listener];
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  });

  /** Whoever comes or goes meanwhile does so for the next value. */
  next(value: T): void {
    const { listeners } = this;
    for (let index = 0; index < listeners.length; index += 1) listeners[index]?.next(value);
  }

  /** No value comes any more. */
  complete(): void {
    this.isOver = true;
    for (const listener of this.listeners) listener.complete();
  }
}
