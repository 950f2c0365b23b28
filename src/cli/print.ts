import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';

/**
 * Writes a result to stdout and waits until it is out; false where nobody reads any more (`| head`), so
 * that nothing else need be said.
 *
 * @throws MillraceError OUTPUT_UNWRITABLE where it cannot be written, such as to a full disk.
 */
export const print = (text: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) resolve(true);
      else if ('code' in error && error.code === 'EPIPE') resolve(false);
      else reject(new MillraceError('OUTPUT_UNWRITABLE', { path: 'stdout', reason: messageOf(error) }));
    });
  });
