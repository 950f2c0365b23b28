// One measurement in a process of its own: `node child.js CASE ROLE DATA WISH`, its outcome as JSON.
import { cases } from './cases.js';
import type { Wish } from './outcome.js';

const [name, role, data = '', wish = '{}'] = process.argv.slice(2);
const found = cases.find((one) => one.name === name);
if (!found || (role !== 'engine' && role !== 'floor' && role !== 'sum' && role !== 'chain')) {
  throw new Error(`no ${role} of ${name}`);
}
const measured = found[role];
if (!measured) throw new Error(`${name} has no ${role}`);
const outcome = await measured(data, JSON.parse(wish) as Wish);
const peakRssMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(`${JSON.stringify({ ...outcome, peakRssMb })}\n`);
