// The campaign against a broker outside that misbehaves and an engine that is killed:
//   npm run campaign -- [--family NAME] [--runs N]     tries families and prints their table
//   npm run campaign -- --family NAME --seed N         one scenario again, with the broker's log
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { FAMILIES, type Families } from '../test/brokers/outside/campaign/families.js';
import { runFamily, tableOf } from '../test/brokers/outside/campaign/family.js';
import { judge } from '../test/brokers/outside/campaign/judge.js';
import { Trial } from '../test/brokers/outside/campaign/trial.js';

const { values } = parseArgs({
  options: { family: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' } },
});
const all = Object.values<Families>(FAMILIES).flatMap(({ families, runs }) =>
  families.map((family) => ({ family, runs })),
);
const chosen = all.filter(({ family }) => values.family === undefined || family.name === values.family);
if (chosen.length === 0) {
  throw new Error(`no family ${values.family ?? ''}: ${all.map(({ family }) => family.name).join('; ')}`);
}

if (values.seed === undefined) {
  const rows = [];
  for (const { family, runs } of chosen) rows.push(await runFamily(family, Number(values.runs ?? runs)));
  process.stdout.write(`${tableOf(rows)}\n`);
  for (const { violations } of rows) for (const text of violations) process.stdout.write(`${text}\n`);
  process.exitCode = rows.some(({ violations }) => violations.length > 0) ? 1 : 0;
} else {
  const [{ family } = { family: null }] = chosen;
  if (family === null || values.family === undefined) throw new Error('one seed is of one --family NAME');
  const trial = new Trial({
    seed: Number(values.seed),
    faults: family.faults,
    kill: family.kill,
    renews: family.renews ?? false,
  });
  await trial.run();
  const { orders, faults, kills, violations } = judge(trial);
  const hash = createHash('sha256').update(`${trial.log.join('\n')}${JSON.stringify(trial.recorded)}`);
  process.stdout.write(`${trial.log.join('\n')}\n`);
  process.stdout.write(`${family.name}, seed ${values.seed}: ${orders} orders, ${kills} kills, `);
  process.stdout.write(`faults ${[...faults].map(([name, count]) => `${name} ${count}`).join(', ')}\n`);
  process.stdout.write(`log and inputs ${hash.digest('hex')}\n`);
  process.stdout.write(`${violations.length} violations\n${violations.join('\n')}\n`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
