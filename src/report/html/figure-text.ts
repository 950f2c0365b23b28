import { numberText } from '../number-text.js';
import type { Unit } from '../statistic-labels.js';

/** A computed number as people read it, with a true minus; a dash where it is none, or infinite. */
export const figureText = (value: number | null, unit: Unit): string =>
  numberText(value !== null && Number.isFinite(value) ? value : null, unit).replace('-', '−');
