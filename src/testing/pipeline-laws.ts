import { enoughLaw } from './laws/enough.js';
import type { Law } from './laws/law.js';
import { marblesLaw } from './laws/marbles.js';
import { prefixLaw } from './laws/prefix.js';
import { reasonLaw } from './laws/reason.js';
import { repeatLaw } from './laws/repeat.js';
import { scrambleLaw } from './laws/scramble.js';
import { timelyLaw } from './laws/timely.js';
import { unseenLaw } from './laws/unseen.js';

/** The laws of every pipeline. */
export const pipelineLaws: readonly Law[] = [
  enoughLaw,
  repeatLaw,
  prefixLaw,
  scrambleLaw,
  unseenLaw,
  timelyLaw,
  marblesLaw,
  reasonLaw,
];
