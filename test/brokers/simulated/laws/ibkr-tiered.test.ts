import { describe, expect, it } from '@jest/globals';
import { ibkrTiered, monthlyVolume } from '../../../../src/brokers/simulated/laws/ibkr-tiered.js';
import type { AssetClass } from '../../../../src/domain/instrument.js';

interface Case {
  readonly assetClass?: AssetClass;
  readonly symbol?: string;
  readonly side?: 'buy' | 'sell';
  readonly quantity: number;
  readonly price: number;
  readonly multiplier?: number;
  readonly before?: number;
  readonly maxPct?: number;
}

const asked = ({ quantity, price, multiplier = 1, ...more }: Case): number =>
  ibkrTiered({
    instrument: { assetClass: more.assetClass ?? 'equity', symbol: more.symbol ?? 'X' },
    side: more.side ?? 'buy',
    traded: { quantity, price, value: quantity * price * multiplier },
    before: more.before ?? 0,
    maxPct: more.maxPct ?? 1,
  });

/** What others ask for shares, part by part as the broker's page lists them; without what is for sales. */
const others = (quantity: number, commission: number): number =>
  quantity * 0.003 + commission * 0.000175 + commission * 0.00056 + quantity * 0.0002 + quantity * 0.000072;

describe('the tiered commission of Interactive Brokers on shares', () => {
  it.each([
    [1_000, 0, 3.5],
    [10, 0, 0.35],
    [1_000, 300_000, 2],
    [1_000, 299_500, 500 * 0.0035 + 500 * 0.002],
    [1_000, 20_000_000, 1],
    [1_000, 200_000_000, 0.5],
  ])('asks for %d shares after %d: %d, and what others ask', (quantity, before, commission) => {
    expect(asked({ quantity, price: 25, before })).toBeCloseTo(commission + others(quantity, commission), 10);
  });

  it('asks of a sale what SEC and FINRA ask, on top', () => {
    const bought = asked({ quantity: 1_000, price: 25 });
    const sold = asked({ quantity: 1_000, price: 25, side: 'sell' });
    expect(sold - bought).toBeCloseTo(25_000 * 0.0000278 + 1_000 * 0.000166, 10);
    const many = { quantity: 100_000, price: 25 };
    expect(asked({ ...many, side: 'sell' }) - asked(many)).toBeCloseTo(2_500_000 * 0.0000278 + 8.3, 8);
  });

  it('charges the maximum where it is below the minimum', () => {
    expect(asked({ quantity: 10, price: 2 })).toBeCloseTo(0.2 + others(10, 0.2), 12);
    expect(asked({ quantity: 10, price: 2, maxPct: 0.5 })).toBeCloseTo(0.1 + others(10, 0.1), 12);
  });

  it('asks for clearing at most 0.5 % of the value', () => {
    // 1,000 shares at 0.02: 0.20 a half of it for clearing, 0.3 % of the value for the exchange.
    const passed = 0.2 * (0.000175 + 0.00056) + 0.1 + 1_000 * 0.000072;
    expect(asked({ quantity: 1_000, price: 0.02 })).toBeCloseTo(0.2 + 20 * 0.003 + passed, 12);
  });

  it('asks for the exchange 0.3 % of the value of shares below 1', () => {
    const passed = 3.5 * (0.000175 + 0.00056) + 1_000 * 0.0002 + 1_000 * 0.000072;
    expect(asked({ quantity: 1_000, price: 0.5 })).toBeCloseTo(3.5 + 500 * 0.003 + passed, 10);
  });
});

describe('the tiered commission on options', () => {
  // Contracts, premium, volume before and commission: the examples of the broker's page.
  it.each([
    [1, 2, 0, 1],
    [2, 5, 0, 1.3],
    [3, 0.075, 0, 1.5],
    [5, 0.03, 0, 1.25],
    [5, 0.05, 0, 2.5],
    [5, 0.1, 0, 3.25],
    [5, 0.05, 10_000, 2.5],
    [2, 5, 10_000, 1],
    [3, 0.075, 10_000, 1.5],
    [5, 0.03, 10_000, 1.25],
    [5, 2, 50_000, 1.25],
    [7, 2, 100_000, 1.05],
  ])('asks for %d at a premium of %d after %d: %d, and what others ask', (quantity, price, before, fee) => {
    const option = { assetClass: 'option', quantity, price, multiplier: 100, before } as const;
    const passed = quantity * (0.01915 + 0.0048 + 0.02);
    expect(asked(option)).toBeCloseTo(fee + passed, 10);
    const sale = quantity * price * 100 * 0.0000278 + quantity * 0.00279;
    expect(asked({ ...option, side: 'sell' })).toBeCloseTo(fee + passed + sale, 10);
  });

  it('clears an order for 55 at most', () => {
    const order = { assetClass: 'option', quantity: 4_000, price: 2, multiplier: 100 } as const;
    expect(asked(order)).toBeCloseTo(4_000 * 0.65 + 4_000 * (0.01915 + 0.0048) + 55, 8);
  });
});

describe('the tiered commission on the rest', () => {
  it('asks for futures the tier, the exchange and the regulator', () => {
    const future = { assetClass: 'future', symbol: 'ES.202612@CME', price: 5_000, multiplier: 50 } as const;
    expect(asked({ ...future, quantity: 2 })).toBeCloseTo(2 * (0.85 + 1.28 + 0.02), 12);
    expect(asked({ ...future, quantity: 1_500 })).toBeCloseTo(1_000 * 0.85 + 500 * 0.65 + 1_500 * 1.3, 8);
    expect(asked({ ...future, symbol: 'MES', quantity: 1, before: 20_000 })).toBeCloseTo(0.1 + 0.32, 12);
  });

  // The examples of the broker's page: 1,000 million of EUR in a month cost 20,000, 1,250 million 23,750.
  it('asks for forex basis points of the value, with the minimum of the tier', () => {
    const forex = { assetClass: 'forex', price: 1 } as const;
    expect(asked({ ...forex, quantity: 50_000 })).toBe(2);
    expect(asked({ ...forex, quantity: 1e9 })).toBeCloseTo(20_000, 6);
    expect(asked({ ...forex, quantity: 1.25e9 })).toBeCloseTo(23_750, 6);
    expect(asked({ ...forex, quantity: 50_000, before: 6e9 })).toBe(1);
  });

  it('asks for crypto a part of the value, at least 1.75', () => {
    expect(asked({ assetClass: 'crypto', quantity: 1, price: 10_000 })).toBeCloseTo(18, 12);
    expect(asked({ assetClass: 'crypto', quantity: 1, price: 10_000, before: 2e6 })).toBeCloseTo(12, 12);
    expect(asked({ assetClass: 'crypto', quantity: 1, price: 500 })).toBe(1.75);
  });

  it('asks nothing before anything was traded', () => {
    for (const assetClass of ['equity', 'etf', 'index', 'forex', 'crypto', 'option', 'future'] as const) {
      expect(asked({ assetClass, quantity: 0, price: 0 })).toBe(0);
    }
  });

  it('counts the month in money for forex and crypto, in units for the rest', () => {
    const amount = { quantity: 3, value: 3_000 };
    const classes = ['equity', 'future', 'option', 'forex', 'crypto'] as const;
    expect(classes.map((one) => monthlyVolume(one, amount))).toEqual([3, 3, 3, 3_000, 3_000]);
  });
});
