// The benchmarks: `npm run bench -- [CASE…] [--json] [--seed N] [--symbols N] [--rows N] [--profile CASE]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.js';
import { measureLatency, type Spread } from './latency.js';
import { latencyCases } from './latency-cases.js';
import { type Measurement, measure } from './measure.js';
import type { Case, Wish } from './outcome.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string' },
    symbols: { type: 'string' },
    rows: { type: 'string' },
    profile: { type: 'string' },
  },
});

const wishOf = (one: Pick<Case, 'wish'>): Wish => ({
  seed: Number(values.seed ?? one.wish.seed),
  symbols: Number(values.symbols ?? one.wish.symbols),
  rows: Number(values.rows ?? one.wish.rows),
});

const line = (measured: Measurement): string => {
  const { name, unit, rate, floorRate, ratio, peakRssMb, sumRate, chainRatio, trades } = measured;
  return [
    `${name.padEnd(14)} ${short(rate)} of ${short(floorRate)} ${unit} = ${ratio.toFixed(3)}`,
    ...(chainRatio === null ? [] : [`${chainRatio.toFixed(3)} of a bare RxJS chain`]),
    `${Math.round(peakRssMb)} MB`,
    ...(sumRate === null ? [] : [`sum ${short(sumRate)}`]),
    ...(trades === 0 ? [] : [`${trades} trades`]),
  ].join('   ');
};

const short = (rate: number): string => (rate < 1e4 ? rate.toFixed(1) : `${(rate / 1e6).toFixed(2)} M`);

const latencyLine = (name: string, role: string, { what, count, p50Us, p99Us }: Spread): string =>
  `${name.padEnd(14)} ${role.padEnd(26)} ${what.padEnd(15)} p50 ${p50Us.toFixed(1).padStart(8)} µs   ` +
  `p99 ${p99Us.toFixed(1).padStart(8)} µs   of ${count}`;

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const profile = async (one: Case): Promise<void> => {
  await inFolder(async (folder) => {
    const data = await one.prepare(folder, wishOf(one));
    const name = `${one.name}.cpuprofile`;
    const script = join(import.meta.dirname, 'child.js');
    const flags = ['--cpu-prof', '--cpu-prof-dir=out', `--cpu-prof-name=${name}`];
    const words = [...flags, script, one.name, 'engine', data, JSON.stringify(wishOf(one))];
    const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${one.name}: no profile, its process ended with ${status}`);
    process.stdout.write(`out/${name}: open it in a browser's developer tools\n`);
  });
};

/** Whether a case is meant: `kafka` means all of that beginning. */
const isMeant = (name: string, asked: string): boolean => name === asked || name.startsWith(`${asked}-`);

/** What needs a broker runs where it is asked for or is there. */
const isChosen = (name: string): boolean =>
  positionals.length === 0
    ? !name.startsWith('kafka') || Boolean(process.env.MILLRACE_KAFKA__BROKERS)
    : positionals.some((asked) => isMeant(name, asked));

// A name that no case goes by must not pass for a benchmark that went well.
const refuse = (asked: string): never => {
  const names = [...cases, ...latencyCases].map(({ name }) => name).join(', ');
  throw new Error(`there is no ${asked} to be run; there are ${names}, and --profile takes all but live`);
};
for (const asked of positionals) {
  if (![...cases, ...latencyCases].some(({ name }) => isMeant(name, asked))) refuse(asked);
}

const chosen = cases.filter(({ name }) => isChosen(name));
if (values.profile !== undefined) {
  await profile(cases.find(({ name }) => name === values.profile) ?? refuse(values.profile));
} else {
  for (const one of chosen) {
    await inFolder(async (folder) => {
      const wish = wishOf(one);
      const measured = measure(one, await one.prepare(folder, wish), wish);
      process.stdout.write(`${values.json ? JSON.stringify(measured) : line(measured)}\n`);
    });
  }
  for (const one of latencyCases.filter(({ name }) => isChosen(name))) {
    await inFolder((folder) => {
      const folderOf = (role: string): string => mkdtempSync(join(folder, role.split(' ')[0] ?? ''));
      for (const { role, spreads } of measureLatency(one, folderOf, wishOf(one))) {
        const texts = spreads.map((spread) =>
          values.json
            ? JSON.stringify({ name: one.name, role, ...spread })
            : latencyLine(one.name, role, spread),
        );
        process.stdout.write(`${texts.join('\n')}\n`);
      }
      return Promise.resolve();
    });
  }
}
