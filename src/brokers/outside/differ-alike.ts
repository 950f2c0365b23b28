import type { PositionSeen } from '../../domain/outside-view.js';
import { withoutNoise } from '../../portfolio/without-noise.js';

type Held = Pick<PositionSeen, 'journal' | 'engine' | 'broker'>;

/** Whether two snapshots found positions of a symbol that differ by the same units. */
export const differAlike = (a: Held, b: Held): boolean =>
  withoutNoise(a.broker + b.journal) === withoutNoise(b.broker + a.journal) &&
  withoutNoise(a.broker + b.engine) === withoutNoise(b.broker + a.engine);
