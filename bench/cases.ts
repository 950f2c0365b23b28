import { barsSma } from './cases/bars-sma.js';
import { ingest } from './cases/ingest.js';
import { kafkaArrow, kafkaJson } from './cases/kafka.js';
import { long } from './cases/long.js';
import { startBacktest, startVersion } from './cases/start.js';
import { sweep } from './cases/sweep.js';
import { ticksSma50 } from './cases/ticks-sma-50.js';
import { ticksUser } from './cases/ticks-user.js';
import type { Case } from './outcome.js';

/** All cases in the order in which they are run. */
export const cases: readonly Case[] = [
  barsSma,
  ticksSma50,
  ticksUser,
  long,
  sweep,
  ingest,
  kafkaJson,
  kafkaArrow,
  startVersion,
  startBacktest,
];
