import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { Carried } from './governor.js';

/** What a person's command came to, and which input it was. */
export type Told = Carried & { readonly serial: number };

/**
 * What a command came to, once it is on the disk; one that was not done has nothing there to lose.
 *
 * @throws MillraceError COMMAND_UNRECORDED where it holds and the disk refuses.
 */
export const onDisk = async (
  flushed: Promise<void>,
  { command, told }: { readonly command: string; readonly told: Told },
): Promise<Told> => {
  try {
    await flushed;
  } catch (cause) {
    if (told.done)
      throw new MillraceError('COMMAND_UNRECORDED', { command, reason: messageOf(cause) }, { cause });
  }
  return told;
};
