import { appendFileSync } from 'node:fs';
import { serveVenue } from '../../../src/brokers/scripted/serve-venue.js';
import type { Fault } from '../../../src/brokers/scripted/venue/faults.js';
import { wallClock } from '../../../src/time/wall-clock.js';

// A venue in a process of its own: SOCKET LOG SEED FAULT,FAULT
const [path = '', log = '', seed = '1', faults = ''] = process.argv.slice(2);
serveVenue({
  path,
  seed: Number(seed),
  // The test names faults that there are.
  faults: new Set(faults.split(',').filter((fault) => fault !== '') as Fault[]),
  log: (line) => appendFileSync(log, `${line}\n`),
  wall: wallClock.wall(),
}).on('listening', () => process.stdout.write('listening\n'));
