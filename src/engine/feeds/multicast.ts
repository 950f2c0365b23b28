import { Observable, type Subscriber } from 'rxjs';

/**
 * Hands each value to everyone who listens, in the order in which they came. An rxjs Subject does the same at
 * three times the cost; this one never completes and never fails, because a feed does neither.
 */
export class Multicast<T> {
  private listeners: readonly Subscriber<T>[] = [];

  readonly stream$ = new Observable<T>((listener) => {
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
}
