import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkUsed } from '../../../../config/check-used.js';
import { loadConfig } from '../../../../config/load.js';
import { RULE_SETS } from '../../../../src/brokers/simulated/rule-sets.js';
import { basePlan } from '../../../../src/cli/base-plan.js';
import { runCode } from '../../../../src/cli/live/content/run-code.js';
import type { RunContent } from '../../../../src/cli/live/content/run-content.js';
import { startRun } from '../../../../src/cli/live/session/start-run.js';
import { pipelinePlanner } from '../../../../src/cli/pipeline-planner.js';
import { RunLog } from '../../../../src/control/run-log.js';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { Intake } from '../../../../src/engine/live/intake.js';
import { LiveLoop } from '../../../../src/engine/live/live-loop.js';
import { RunTotals } from '../../../../src/portfolio/run-totals.js';
import { recordedFeed } from '../../../../src/sources/live/recorded-feed.js';
import type { Source } from '../../../../src/sources/source.js';
import { drivenWall } from '../driven-wall.js';

// One day of paper trading in its own process, its clock driven: FOLDER EVENTS. It ends by itself, and prints
// what it took: memory after a collection on the way, what is left behind, what lies on the disk, how long.
const [folder = '', events = '300000'] = process.argv.slice(2);
const EVENTS = Number(events);
const [DAY_MS, CHUNK, LOOKS, SPEED] = [86_400_000, 4_096, 10, 50_000];
const START = Date.UTC(2024, 0, 2);
const SYMBOLS = Array.from({ length: 50 }, (_, index) => `S${String(index).padStart(2, '0')}`);
const { gc } = globalThis;
if (!gc) throw new Error('node --expose-gc');

/** Megabytes in use when nobody holds on to what is over. */
const usedMb = (): number => {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

const heaps: number[] = [];
async function* rows(): AsyncGenerator<readonly MarketEvent[]> {
  const prices = SYMBOLS.map(() => 100);
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  for (let row = 0; row < EVENTS; ) {
    const chunk: MarketEvent[] = [];
    for (; chunk.length < CHUNK && row < EVENTS; row += 1) {
      const at = START + Math.floor((row * DAY_MS) / EVENTS);
      const index = Math.floor(random() * SYMBOLS.length);
      const price = (prices[index] ?? 100) * (1 + (random() - 0.5) * 0.001);
      prices[index] = price;
      chunk.push(
        Object.freeze({ kind: 'trade', symbol: SYMBOLS[index] ?? '', at, happenedAt: at, price, size: 100 }),
      );
      if (row > 0 && row % Math.floor(EVENTS / LOOKS) === 0) heaps.push(usedMb());
    }
    await Promise.resolve();
    yield chunk;
  }
}

const loaded = loadConfig({ mode: 'paper' });
const { config } = loaded;
const base = basePlan(config, checkUsed(loaded, Object.values(RULE_SETS)), { seed: 1, strict: false });
const uri = 'a day that is made as it is read';
const series = SYMBOLS.map((symbol) => ({ symbol, kind: 'trade' as const }));
const coverage = { from: null, to: null };
const source: Source = { uri, series, tz: 'UTC', coverage, adjusted: null, notices: [], rows };
const params = [`symbols=${SYMBOLS.join(',')}`, 'every=5m', 'fast=5', 'slow=20', 'size.quantity=10'];
const pipelines = (await pipelinePlanner(['sma-cross']))(params, config.broker.cash);
const facts = { v: 1, mode: 'paper', pipelines: ['sma-cross'], params, seed: 1, strict: false } as const;
const content: RunContent = { ...facts, config, coverage, sources: [source], code: runCode(['sma-cross']) };

const listeners = (): number =>
  process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
const before = { listeners: listeners(), resources: process.getActiveResourcesInfo().length };
const wall = drivenWall(START);
const log = new RunLog(new RunTotals(() => 1));
const { recording, engine } = await startRun({
  folder: join(folder, 'run'),
  content,
  plan: { ...base, pipelines, sources: [source], coverage, finishedOrders: config.live.finishedOrders },
  marketFileBytes: config.live.marketFileBytes,
  onEntry: (entry) => log.add(entry),
  onWarning: (text) => void process.stderr.write(`${text}\n`),
});
const feed = recordedFeed({ sources: [source], speed: SPEED, wall, after: null });
const loop = new LiveLoop({
  engine,
  feed,
  intake: new Intake(config.live),
  recording,
  wall,
  settings: config.live,
  lastAt: null,
});
const begun = performance.now();
await loop.run();
await recording.close();
const seconds = (performance.now() - begun) / 1_000;
const { user, system } = process.cpuUsage();
await new Promise((resolve) => void setImmediate(resolve));

const bytesIn = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
process.stdout.write(
  `${JSON.stringify({
    rows: loop.rows,
    orders: log.counts.ordersSent,
    trades: engine.engine.portfolio.tally?.count,
    marks: engine.engine.marks.marks().length,
    heapsMb: heaps.map((mb) => Number(mb.toFixed(1))),
    left: {
      alarms: wall.alarms(),
      listeners: listeners() - before.listeners,
      resources: process.getActiveResourcesInfo().length - before.resources,
    },
    recordingBytes: bytesIn(join(folder, 'run')),
    seconds,
    cpuSeconds: (user + system) / 1e6,
  })}\n`,
);
