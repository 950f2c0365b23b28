import type { Answer } from '../../domain/answer.js';

/** What a command came to. */
export type Deed = Omit<Answer, 'serial'>;
