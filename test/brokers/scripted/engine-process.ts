import { connect } from 'node:net';
import { tap } from 'rxjs';
import { Outbox } from '../../../src/brokers/outside/outbox.js';
import { dialLine } from '../../../src/brokers/scripted/dial-line.js';
import { scriptedBroker } from '../../../src/brokers/scripted/scripted-broker.js';
import { assemble } from '../../../src/engine/assemble.js';
import { Intake } from '../../../src/engine/live/intake.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { OutsideLine } from '../../../src/engine/live/outside-line.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import { createRecording } from '../../../src/recording/create-recording.js';
import { readRecording } from '../../../src/recording/read-recording.js';
import { resumeRecording } from '../../../src/recording/resume-recording.js';
import { countSegments } from '../../../src/recording/run-folder.js';
import type { LiveFeed } from '../../../src/sources/live/live-feed.js';
import { liveTime } from '../../../src/sources/live/live-time.js';
import { bar } from '../../../src/testing/bar.js';
import { wallClock } from '../../../src/time/wall-clock.js';
import { replayInputs } from '../../engine/live/replay-inputs.js';
import type { Kill } from '../outside/campaign/trial.js';
import { KILLED_NAMES, killedPlan, TRADED } from './killed-plan.js';

// A live engine that kills itself at a step of an order's life: FOLDER SOCKET STEP. With the step `none` it
// trades for a while, lets everything settle, and says what it holds.
const [folder = '', path = '', step = 'none'] = process.argv.slice(2);
const wall = wallClock.wall();
const isThere = (await countSegments(folder)) > 0;
const options = { marketFileBytesMax: 1_000_000 };
const recording = isThere
  ? await resumeRecording(folder, options)
  : await createRecording(folder, { v: 1 }, options);
let countdown = 3;
let isLive = false;
const at = (here: Kill): void => {
  if (here !== step || !isLive) return;
  countdown -= 1;
  if (countdown === 0) process.kill(process.pid, 'SIGKILL');
};

const broker = scriptedBroker({ line: dialLine({ path, wall, retryMs: 50 }), names: KILLED_NAMES });
const outbox = new Outbox({
  flush: () => {
    const flushed = recording.flush();
    at('journaled');
    return flushed;
  },
  send: (command) => {
    at('flushed');
    broker.send(command);
    at('sent');
    if (command.kind === 'cancel') at('cancelling');
  },
  onFailure: (error) => {
    throw error;
  },
});
const { add } = hashing();
let written = 0;
const engine = new LiveEngine(
  assemble(
    killedPlan({
      put: (command) => {
        at('before the journal');
        outbox.put(command);
      },
      revoke: (order) => outbox.revoke(order),
    }),
    {
      onEntry: (entry) => {
        const line = new TextDecoder().decode(add(entry));
        written += 1;
        // What a replay writes again is there already, but for what was torn off.
        if (written > recording.lastEntry) recording.journal(line);
      },
    },
  ),
);
const lastAt = isThere ? (await replayInputs(engine, (await readRecording(folder)).inputs())).lastAt : null;
isLive = true;

const { outside: hearing } = engine.engine.broker;
if (!hearing) throw new Error('the broker is outside');
const portfolio = engine.engine.portfolio.view;
const heard$ = broker.event$.pipe(
  tap((event) => {
    if (event.kind === 'status' && event.state === 'working') at('acknowledged');
    if (event.kind !== 'execution') return;
    const order = portfolio.order(KILLED_NAMES.idOf(event.order) ?? '');
    const left = (order?.order.quantity ?? 0) - (order?.filled ?? 0) - event.quantity;
    at(left > 0 ? 'partly filled' : 'filled');
  }),
);

const market = connect(path);
const TRADING_ROWS = step === 'none' ? 60 : 4_000;
const STILL_MS = 4_000;
let row = 0;
let isClosed = false;
const feed: LiveFeed = {
  uris: [],
  series: [],
  tz: 'UTC',
  notices: [],
  ...liveTime(wall, null),
  next: async () => {
    if (isClosed) return null;
    await wallClock.pause(row < TRADING_ROWS ? 20 : STILL_MS);
    row += 1;
    if (row > TRADING_ROWS) return null;
    if (row === TRADING_ROWS) market.write('CALM\n');
    return TRADED.map((symbol, k) => {
      const close = Number((100 + Math.sin((row * (k + 1)) / 9) * 2).toFixed(2));
      market.write(`PX|${symbol}|${close}\n`);
      return bar({ symbol, every: '1s', at: wall.now(), close });
    });
  },
  close: () => {
    isClosed = true;
  },
};
const loop = new LiveLoop({
  engine,
  feed,
  intake: new Intake({ queueRows: 64, whenFull: 'block' }),
  recording,
  wall,
  settings: { sliceRows: 8, flushMs: 50, backlogBytes: 1e7, stopOrders: 'keep' },
  lastAt,
  outside: new OutsideLine({
    broker: { ...broker, event$: heard$ },
    outbox,
    hearing,
    wall,
    snapshotMs: { settled: 400, unsettled: 200 },
  }),
});
await loop.run();
market.destroy();
await recording.close();
const orders = portfolio.pipelines.flatMap((pipeline) => portfolio.liveOrders(pipeline));
process.stdout.write(
  `${JSON.stringify({
    positions: TRADED.map((symbol) => portfolio.position('p', symbol)),
    cash: portfolio.cash()['USD'],
    freezes: hearing.freezes(),
    working: orders.map(({ order }) => KILLED_NAMES.nameOf(order.id)),
    fates: orders.map(({ order }) => hearing.fate(order.id)),
  })}\n`,
);
