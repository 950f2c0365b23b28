import { describe, expect, it } from '@jest/globals';
import { instrumentOf } from '../../config/instrument-of.js';
import { loadConfig } from '../../config/load.js';

const { config } = loadConfig({ mode: 'backtest' });

describe('instrumentOf', () => {
  it('knows the samples', () => {
    expect(instrumentOf(config, 'SPY')).toMatchObject({ symbol: 'SPY', assetClass: 'etf', calendar: 'XNYS' });
    expect(instrumentOf(config, 'AAPL')).toMatchObject({
      assetClass: 'equity',
      timeZone: 'America/New_York',
    });
    expect(instrumentOf(config, 'EUR.USD')).toMatchObject({
      assetClass: 'forex',
      tickSize: 0.00001,
      calendar: null,
    });
  });

  it('takes an undeclared symbol for a US share without a calendar', () => {
    expect(instrumentOf(config, 'toString')).toEqual({
      symbol: 'toString',
      assetClass: 'equity',
      venue: null,
      currency: 'USD',
      multiplier: 1,
      tickSize: 0.01,
      lotSize: 1,
      minQuantity: 1,
      calendar: null,
      timeZone: 'UTC',
      margin: null,
      settlement: 'cash',
    });
  });
});
