import { expect, it } from '@jest/globals';
import { sessionSummary } from '../../../../src/cli/live/session/session-summary.js';
import { fakeEngine } from '../../../control/fake-engine.js';

const NONE = { count: 0, won: 0 };

it('tells what is open apart from what is realised, as status does', () => {
  const { money } = fakeEngine().view();
  const view = { money: { ...money, equity: 1_104_214, realised: 101_520.34, unrealised: 2_693.65 } };
  const { text } = sessionSummary(fakeEngine({ view }).view(), NONE, 'run');
  expect(text).toContain(
    'trades 0, won none, realised 101,520.34 USD, unrealised 2,693.65, ' +
      'commissions 0.00, equity 1,104,214.00\n',
  );
});

it('says of a later segment what the run has come to, as of its first', () => {
  const { run } = fakeEngine().view();
  const told = (segment: number): string =>
    sessionSummary(fakeEngine({ view: { run: { ...run, segment } } }).view(), NONE, 'run').text;
  expect(told(1)).toContain('trades 0, won none');
  expect(told(2)).toBe(told(1));
});
