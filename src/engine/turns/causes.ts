import type { Cause } from '../../domain/journal.js';

/** Why something is delivered; asked only where something comes of it. */
export type Causes = () => readonly Cause[];

/** Nothing caused it. */
export const NO_CAUSE: Causes = () => [];
