import type { LatencyCase } from '../latency.js';
import { bareLoop } from '../live/bare-loop.js';
import { machineDisk } from '../live/machine-disk.js';
import { machineMemory } from '../live/machine-memory.js';
import { runLive } from '../live/run-live.js';

/** From a tick to the order that it brings, 10,000 ticks and 40 orders a second for half a minute. */
export const live: LatencyCase = {
  name: 'live',
  wish: { seed: 1, symbols: 50, rows: 400_000 },
  roles: {
    'fdatasync of this machine': (folder) => machineDisk(folder),
    'memory of this machine': () => machineMemory(),
    'bare loop': (_folder, wish) => bareLoop(wish),
    'durability off': (folder, wish) => runLive(folder, wish, false),
    'durability on': (folder, wish) => runLive(folder, wish, true),
  },
};
