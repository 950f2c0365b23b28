import { usageError } from '../domain/usage-error.js';
import { readInstant } from '../sources/read-instant.js';

/**
 * The instant that an option such as `--from 2014-05-05` says.
 *
 * @param tz Of a text that names no zone.
 * @throws MillraceError USAGE_INVALID.
 */
export const optionInstant = (option: string, text: string, tz: string): number => {
  const instant = readInstant(text, tz);
  if (instant !== null) return instant;
  const message = `${option} is no date or time such as 2014-05-05 or 2014-05-05T09:30:00Z`;
  throw usageError(message);
};
