import { live } from './cases/live.js';
import type { LatencyCase } from './latency.js';

/** All cases that measure how long something takes, in the order in which they are run. */
export const latencyCases: readonly LatencyCase[] = [live];
