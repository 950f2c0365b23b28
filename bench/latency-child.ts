// One role of a latency case in a process of its own: `node latency-child.js CASE ROLE FOLDER WISH`.
import { latencyCases } from './latency-cases.js';
import type { Wish } from './outcome.js';

const [name, role = '', folder = '', wish = '{}'] = process.argv.slice(2);
const measured = latencyCases.find((one) => one.name === name)?.roles[role];
if (!measured) throw new Error(`no ${role} of ${name ?? ''}`);
process.stdout.write(`${JSON.stringify(await measured(folder, JSON.parse(wish) as Wish))}\n`);
