import { describe, expect, it } from '@jest/globals';
import { Relay } from '../../operators/relay.js';

/** What a listener heard, with its end. */
const heard = (relay: Relay<number>): unknown[] => {
  const words: unknown[] = [];
  relay.stream$.subscribe({ next: (value) => words.push(value), complete: () => words.push('end') });
  return words;
};

describe('Relay', () => {
  it('hands a value to everybody in the order in which they came', () => {
    const relay = new Relay<number>();
    const order: string[] = [];
    relay.stream$.subscribe((value) => order.push(`first ${value}`));
    relay.stream$.subscribe((value) => order.push(`second ${value}`));
    relay.next(1);
    expect(order).toEqual(['first 1', 'second 1']);
  });

  it('lets whoever comes during a value hear the next one, and whoever goes none', () => {
    const relay = new Relay<number>();
    const late: unknown[][] = [];
    const first = relay.stream$.subscribe(() => {
      late.push(heard(relay));
      gone.unsubscribe();
    });
    const gone = relay.stream$.subscribe(() => late.push(['it had let go']));
    relay.next(1);
    first.unsubscribe();
    relay.next(2);
    expect(late).toEqual([[2]]);
  });

  it('ends for those who listen and for those who come too late', () => {
    const relay = new Relay<number>();
    const early = heard(relay);
    relay.complete();
    relay.next(1);
    expect([early, heard(relay)]).toEqual([['end'], ['end']]);
  });
});
