import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { loadConfig } from '../../../config/load.js';
import { serveVenue } from '../../brokers/scripted/serve-venue.js';
import { FAULTS, type Fault } from '../../brokers/scripted/venue/faults.js';
import { didYouMean } from '../../domain/did-you-mean.js';
import { eventPrice } from '../../domain/event-price.js';
import { messageOf } from '../../domain/message-of.js';
import { usageError } from '../../domain/usage-error.js';
import { wallClock } from '../../time/wall-clock.js';
import { instrumentsOf } from '../instruments-of.js';
import { interruption } from '../interruption.js';
import { planFeed } from '../live/plan/plan-feed.js';
import { type SettingOptions, setsOf } from '../sets-of.js';

/** What the command line says of a scripted broker. */
export interface ScriptedBrokerOptions extends SettingOptions {
  readonly source: readonly string[];
  readonly faults: string;
  readonly seed: number;
  readonly log?: string;
}

/**
 * `millrace scripted-broker`: a broker in a process of its own, whose market is a source. It outlives whoever
 * trades with it, and keeps its last prices when the source is over.
 */
export const scriptedBrokerCommand = async (path: string, options: ScriptedBrokerOptions): Promise<void> => {
  const { seed, log } = options;
  const faults = faultsIn(options.faults);
  const { config } = loadConfig({
    mode: 'live',
    files: options.config,
    environment: process.env,
    sets: setsOf(options),
  });
  const planned = await planFeed(options, { config, instrument: instrumentsOf(config), leadMs: 0 });
  const wall = wallClock.wall();
  const write = (line: string): void => {
    if (log === undefined) process.stdout.write(`${line}\n`);
    else appendFileSync(log, `${line}\n`);
  };
  const server = serveVenue({ path, seed, faults, log: write, wall });
  await once(server, 'listening').catch((error: unknown) => {
    throw usageError(`${path} cannot be listened at: ${messageOf(error)}; take away what lies there`);
  });
  const feed = planned.open(wall, null, null);
  const ended = interruption();
  const over = new Promise<void>((resolve) => {
    ended.signal.addEventListener('abort', () => resolve());
  });
  ended.signal.addEventListener('abort', () => feed.close());
  process.stderr.write(`millrace: scripted broker at ${path}, faults ${[...faults].join(', ') || 'none'}\n`);
  const market = connect(path);
  for (let rows = await feed.next(); rows !== null; rows = await feed.next()) {
    for (const row of rows) {
      const price = eventPrice(row);
      if (price !== undefined) market.write(`PX|${row.symbol}|${price}\n`);
    }
  }
  await over;
  ended.dispose();
  market.destroy();
  server.close();
};

const faultsIn = (text: string): ReadonlySet<Fault> => {
  if (text === 'all') return new Set(FAULTS);
  const names = text.split(',').filter((name) => name !== '');
  return new Set(
    names.map((name) => {
      const fault = FAULTS.find((one) => one === name);
      if (fault) return fault;
      throw usageError(
        `nobody knows the fault ${name}${didYouMean(name, FAULTS)}; there are ${FAULTS.join(', ')}`,
      );
    }),
  );
};
