import type { Answer } from '../../domain/answer.js';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';

/**
 * What a command came to, once it is on the disk; one that was not done has nothing there to lose.
 *
 * @throws MillraceError COMMAND_UNRECORDED where it holds and the disk refuses.
 */
export const onDisk = async (
  flushed: Promise<void>,
  { command, answer }: { readonly command: string; readonly answer: Answer },
): Promise<Answer> => {
  try {
    await flushed;
  } catch (cause) {
    if (answer.done)
      throw new MillraceError('COMMAND_UNRECORDED', { command, reason: messageOf(cause) }, { cause });
  }
  return answer;
};
