import { expect, it } from '@jest/globals';
import { Venue } from '../../../../src/brokers/scripted/venue/venue.js';

/** The executions that a venue tells which begins at an instant and trades one order. */
const executionsOf = (begun: number): readonly string[] => {
  const heard: string[] = [];
  const venue = new Venue({
    seed: 1,
    faults: new Set(),
    log: () => undefined,
    deliver: (line) => void heard.push(line),
    cut: () => undefined,
    restore: () => undefined,
  });
  venue.advance(begun);
  venue.price('SPY', 100);
  venue.receive('NEW|N-1|SPY|B|10||||');
  venue.advance(begun + 10_000);
  return heard.filter((line) => line.startsWith('FILL|')).map((line) => line.split('|')[1] ?? '');
};

it('calls no execution by a name of its life before, as no broker does', () => {
  const [first, second] = [executionsOf(1_000_000), executionsOf(2_000_000)];
  expect(first).toHaveLength(1);
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);
});
