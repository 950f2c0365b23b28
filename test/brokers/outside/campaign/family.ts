import type { Fault } from '../../../../src/brokers/scripted/venue/faults.js';
import { judge } from './judge.js';
import { type Kill, Trial } from './trial.js';

/** Scenarios of one kind. */
export interface Family {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly kill: Kill | null;
  /** Whether a new segment begins after the kill. */
  readonly renews?: boolean;
}

/** A row of the campaign's table. */
export interface Row {
  readonly family: string;
  /** Scenarios that count: an order was live, each fault fired, the kill hit. */
  readonly runs: number;
  readonly orders: number;
  readonly faults: number;
  /** Each with what repeats it. */
  readonly violations: readonly string[];
}

/** Runs a family until so many of its scenarios count; one that does not is no proof of anything. */
export const runFamily = async (
  { name, faults, kill, renews = false }: Family,
  wanted: number,
): Promise<Row> => {
  let row = { family: name, runs: 0, orders: 0, faults: 0, violations: [] as readonly string[] };
  for (let seed = 1; row.runs < wanted && seed <= wanted * 10; seed += 1) {
    const trial = new Trial({ seed, faults, kill, renews });
    await trial.run();
    const verdict = judge(trial);
    const said = verdict.violations.map((text) => `${name}, seed ${seed}: ${text}`);
    const counts =
      verdict.orders > 0 &&
      faults.every((fault) => verdict.faults.has(fault)) &&
      (kill === null || verdict.kills === 1) &&
      renews === (trial.opening !== null);
    row = {
      ...row,
      runs: row.runs + (counts ? 1 : 0),
      orders: row.orders + verdict.orders,
      faults: row.faults + verdict.kills + sum(verdict.faults),
      violations: [...row.violations, ...said],
    };
  }
  return row;
};

/** The rows as a table for people. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map(({ family, runs, orders, faults, violations }) =>
    [family.padEnd(44), runs, orders, faults, violations.length]
      .map((cell) => String(cell).padStart(12))
      .join(''),
  );
  const head = ['family'.padEnd(44), 'runs', 'orders', 'faults', 'violations'];
  return [head.map((cell) => cell.padStart(12)).join(''), ...cells].join('\n');
};

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0);
