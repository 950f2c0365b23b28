import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ibkrFee } from '../../../../src/brokers/simulated/lean/ibkr-fee.js';
import { type Instrument, usShare } from '../../../../src/domain/instrument.js';
import { describeWithShared } from '../../../shared-data.js';

/** A case of LEAN's own test, as the manifest documents the file. */
interface Case {
  readonly asset: string;
  readonly symbol?: string;
  readonly underlying?: string;
  readonly quantity: number;
  readonly price?: number;
  readonly premium?: number;
  readonly multiplier?: number;
  readonly fee?: number;
  readonly feePerContract?: number;
  readonly ccy: string;
}

const instrumentOf = ({ asset, symbol, underlying, multiplier, ccy }: Case): Instrument => {
  const [kind] = asset.split('-');
  const shape = {
    equity: { assetClass: 'equity' },
    option: { assetClass: 'option', multiplier: 100 },
    forex: { assetClass: 'forex' },
    cfd: { assetClass: 'index' },
    future: { assetClass: 'future' },
    futureOption: { assetClass: 'option', venue: 'CME' },
  }[kind ?? ''] as Partial<Instrument> | undefined; // the literals above are asset classes
  const money = { currency: ccy, multiplier: multiplier ?? shape?.multiplier ?? 1 };
  return { ...usShare(symbol ?? underlying ?? 'X'), ...shape, ...money };
};

describeWithShared("the fees of LEAN's own tests", (data) => {
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  const { cases } = JSON.parse(readFileSync(data('lean', 'ibkr-fees.json'), 'utf8')) as {
    readonly cases: readonly Case[];
  };
  it('are all there', () => {
    expect(cases).toHaveLength(41);
  });

  it.each(cases)('$asset $symbol $underlying, $quantity at $price $premium', (one) => {
    const { quantity, price, premium, fee, feePerContract } = one;
    const asked = ibkrFee(instrumentOf(one), { quantity, price: price ?? premium ?? 100 });
    expect(asked).toBeCloseTo(fee ?? quantity * (feePerContract ?? Number.NaN), 9);
  });
});

describe("LEAN's fee on shares", () => {
  const shares = (quantity: number, price: number): number => ibkrFee(usShare('X'), { quantity, price });

  it('is capped at 0.5 % of the value, but never below 1', () => {
    expect(shares(1_000, 0.5)).toBeCloseTo(2.5, 12);
    expect(shares(10, 2)).toBe(1);
    // A fee of exactly 1 is not below it, and so is capped.
    expect(shares(200, 0.5)).toBe(0.5);
    expect(shares(199, 0.5)).toBe(1);
    expect(shares(0, 100)).toBe(0);
  });

  it('asks in Hong Kong half as much again for what is not the Hang Seng', () => {
    const future = { ...usShare('MHI'), assetClass: 'future', currency: 'HKD' } as const;
    expect(ibkrFee(future, { quantity: 2, price: 18_000 })).toBe(60);
  });
});
