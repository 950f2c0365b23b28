import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeWithShared } from '../shared-data.js';
import { readAll } from './source-fixture.js';

describeWithShared('samples', (data) => {
  it.each([
    ['SPY.csv', 'spy-daily-raw.csv'],
    ['SPY-factors.csv', 'spy-factors.csv'],
    ['AAPL.csv', 'aapl-daily-raw.csv'],
    ['AAPL-factors.csv', 'aapl-factors.csv'],
  ])('has %s as it came', (ours, theirs) => {
    expect(readFileSync(`samples/${ours}`).equals(readFileSync(data('samples', theirs)))).toBe(true);
  });

  it('has every quote of EUR.USD at its time, milliseconds after 00:00 in UTC-05', async () => {
    const lines = readFileSync(data('samples', 'eurusd-20140505-ticks.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    const midnight = Date.UTC(2014, 4, 5, 5);
    const quotes = await readAll('file:samples/EUR.USD.csv?symbol=EUR.USD');
    const told = quotes.map((quote) =>
      quote.kind === 'quote' ? [quote.at - midnight, quote.bid, quote.ask] : [],
    );
    expect(told).toEqual(lines.map((line) => line.split(',').map(Number)));
  });
});
