import type { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { freezeDeep } from './freeze-deep.js';

/** What a stream said, with the millisecond of each word, and how it ended, if it did. */
export interface Story {
  readonly said: { readonly at: number; readonly value: unknown }[];
  end?: { readonly at: number; readonly error?: unknown };
}

/** A minute of virtual time: an operator that keeps a timer for ever must not keep its test for ever. */
const LONGEST_MS = 60_000;

/** Listens to streams side by side under virtual time, until all is said or a minute is over. */
export const listen = (
  streams: (clock: TestScheduler) => readonly Observable<unknown>[],
): readonly Story[] => {
  const clock = new TestScheduler(() => undefined);
  return clock.run(() => {
    clock.maxFrames = LONGEST_MS;
    return streams(clock).map((stream$) => {
      const story: Story = { said: [] };
      stream$.subscribe({
        // Frozen, because what was said may be kept by whoever heard it.
        next: (value) => story.said.push({ at: clock.now(), value: freezeDeep(value) }),
        error: (error: unknown) => {
          story.end = { at: clock.now(), error };
        },
        complete: () => {
          story.end = { at: clock.now() };
        },
      });
      return story;
    });
  });
};
