import { isoText } from '../../domain/iso-text.js';

const DAY_MS = 86_400_000;

/** An instant as a date, with the time of day unless it is midnight; UTC. */
export const timeText = (at: number): string =>
  at % DAY_MS === 0 ? isoText(at).slice(0, 10) : isoText(at).slice(0, 16).replace('T', ' ');
