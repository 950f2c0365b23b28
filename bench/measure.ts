import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Case, Outcome, Wish } from './outcome.js';

/** The outcome of a process, and the most memory it had. */
export type Measured = Outcome & { readonly peakRssMb: number };

/** A case measured beside its floor, in one run. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  /** Rows a second, the median of several processes. */
  readonly rate: number;
  readonly floorRate: number;
  readonly ratio: number;
  readonly peakRssMb: number;
  /** Rows a second of only adding up the columns; null where there are none. */
  readonly sumRate: number | null;
  /** The rate as a share of that of a bare chain of RxJS operators; null where there is none. */
  readonly chainRatio: number | null;
  readonly trades: number;
  readonly finalEquity: number;
  readonly journalBytes: number | null;
}

/** What is measured of a case, each in a process of its own. */
type Role = 'engine' | 'floor' | 'sum' | 'chain';

const TIMES = 3;
const TRADES_MIN = 1_000;
const EQUITY_TOLERANCE = 1e-9;

/**
 * Measures one case: engine, floor and whatever else it has in turn, each in its own process, as often as the
 * case says; the medians count.
 *
 * @throws Error where engine and floor did not do the same, or the floor is no floor.
 */
export const measure = (one: Case, data: string, wish: Wish): Measurement => {
  const all = Array.from({ length: one.times ?? TIMES }, () => ({
    engine: child(one, 'engine', { data, wish }),
    floor: child(one, 'floor', { data, wish }),
    sum: one.sum && child(one, 'sum', { data, wish }),
    chain: one.chain ? child(one, 'chain', { data, wish }) : null,
  }));
  for (const { engine, floor, chain } of all) {
    checkSame(one, engine, floor);
    if (chain) checkSame(one, engine, chain);
  }
  const rateOf = (role: Role): number => median(all.map((measured) => rateOfOne(measured[role])));
  const [rate, floorRate] = [rateOf('engine'), rateOf('floor')];
  const sumRate = one.sum && rateOf('sum');
  if (sumRate !== null && floorRate < sumRate / 3) {
    throw new Error(`${one.name}: void, its floor does ${text(floorRate)} and a mere sum ${text(sumRate)}`);
  }
  const [{ engine } = { engine: undefined }] = all;
  if (!engine) throw new Error('nothing was measured');
  return {
    name: one.name,
    unit: one.unit,
    rate,
    floorRate,
    ratio: rate / floorRate,
    peakRssMb: Math.max(...all.map((measured) => measured.engine.peakRssMb)),
    sumRate,
    chainRatio: one.chain ? rate / rateOf('chain') : null,
    trades: engine.trades,
    finalEquity: engine.finalEquity,
    journalBytes: engine.journalBytes,
  };
};

const rateOfOne = (measured: Measured | null): number =>
  measured === null ? Number.NaN : measured.rows / measured.seconds;

const checkSame = ({ name, trades }: Case, engine: Outcome, floor: Outcome): void => {
  const isSame =
    engine.rows === floor.rows &&
    engine.trades === floor.trades &&
    Math.abs(engine.finalEquity - floor.finalEquity) <= EQUITY_TOLERANCE * Math.abs(floor.finalEquity);
  if (!isSame) throw new Error(`${name}: void, ${JSON.stringify(engine)} is not ${JSON.stringify(floor)}`);
  if (!trades) return;
  if (engine.trades < TRADES_MIN) throw new Error(`${name}: void, only ${engine.trades} trades`);
  if (engine.journalBytes === 0) throw new Error(`${name}: void, nothing of its journal is on the disk`);
};

const child = ({ name }: Case, role: Role, { data, wish }: { data: string; wish: Wish }): Measured => {
  const script = join(import.meta.dirname, 'child.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, name, role, data, JSON.stringify(wish)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${name} ${role}: ${stderr}`);
  return JSON.parse(stdout) as Measured; // what child.ts prints
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const text = (rate: number): string => `${(rate / 1e6).toFixed(2)} M/s`;
