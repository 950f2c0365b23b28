import type { SimulatedBroker } from '../brokers/simulated/simulated-broker.js';
import { assert } from '../domain/assert.js';
import type { Decider } from './turns/decider.js';
import type { Turns } from './turns/turns.js';

/** Rooms that know each other: whoever is made first is given the ring, and asks it later. */
export interface Ring {
  decider?: Decider;
  turns?: Turns;
  broker?: SimulatedBroker;
}

/** A room of the ring, which is closed by the time anybody asks. */
export const inRing = <K extends keyof Ring>(ring: Ring, room: K): NonNullable<Ring[K]> => {
  const found = ring[room];
  assert(found, `engine: ${room} was asked before it was there`);
  return found;
};
