import { expect } from '@jest/globals';
import type { Families } from './families.js';
import { type Row, runFamily, tableOf } from './family.js';

/** Scenarios of each family in CI are few; CAMPAIGN_RUNS says how many times as many it is to be. */
const MANY = Number(process.env['CAMPAIGN_RUNS'] ?? 1);

/** Runs families, prints the table, and expects every scenario to count and none to violate anything. */
export const reportRows = async ({ families, runs }: Families): Promise<void> => {
  const rows: Row[] = [];
  for (const family of families) rows.push(await runFamily(family, runs * MANY));
  process.stdout.write(`${tableOf(rows)}\n`);
  expect(rows.flatMap(({ violations }) => violations)).toEqual([]);
  expect(rows.filter((row) => row.runs < runs * MANY)).toEqual([]);
};
