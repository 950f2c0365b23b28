import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Wish } from './outcome.js';

/** How long something took, over and over. */
export interface Spread {
  readonly what: string;
  readonly count: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

/** Something of which the time from one moment to another is measured, in several ways beside each other. */
export interface LatencyCase {
  readonly name: string;
  readonly wish: Wish;
  /** Each in a process of its own, in this order; the folder is empty. */
  readonly roles: Readonly<Record<string, (folder: string, wish: Wish) => Promise<readonly Spread[]>>>;
}

/** The median and the 99th percentile of milliseconds, told in microseconds. */
export const spreadOf = (what: string, ms: readonly number[]): Spread => {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number): number => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 1_000;
  return { what, count: ms.length, p50Us: at(0.5), p99Us: at(0.99) };
};

/** Measures all roles of a case. */
export const measureLatency = (
  { name, roles }: LatencyCase,
  folderOf: (role: string) => string,
  wish: Wish,
): readonly { readonly role: string; readonly spreads: readonly Spread[] }[] =>
  Object.keys(roles).map((role) => {
    const script = join(import.meta.dirname, 'latency-child.js');
    const words = [script, name, role, folderOf(role), JSON.stringify(wish)];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} ${role}: ${stderr}`);
    return { role, spreads: JSON.parse(stdout) as readonly Spread[] }; // what latency-child.ts prints
  });
