import { expect, it } from '@jest/globals';
import { sessionSummary } from '../../../src/cli/live/session-summary.js';
import { fakeEngine } from '../../control/fake-engine.js';

const NONE = { count: 0, won: 0 };

it('says of a later segment what the run has come to, as of its first', () => {
  const { run } = fakeEngine().view();
  const told = (segment: number): string =>
    sessionSummary(fakeEngine({ view: { run: { ...run, segment } } }).view(), NONE, 'run').text;
  expect(told(1)).toContain('trades 0, won none');
  expect(told(2)).toBe(told(1));
});
