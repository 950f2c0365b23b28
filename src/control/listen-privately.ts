import { lstat, unlink } from 'node:fs/promises';
import { createConnection, type Server } from 'node:net';
import { systemError } from '../domain/system-error.js';

/** Group and others may do nothing, and nobody executes a socket. */
const PRIVATE_MASK = 0o177;

/**
 * Listens on a socket that only its owner, and root, may open, from its first instant on. What a dead process
 * left there is replaced.
 *
 * @returns False: somebody listens there already.
 * @throws What the system says, and an Error where something else than a socket has that name.
 */
export const listenPrivately = async (server: Server, path: string): Promise<boolean> => {
  try {
    await listening(server, path);
    return true;
  } catch (error) {
    if (systemError(error).code !== 'EADDRINUSE') throw error;
  }
  if (!(await lstat(path)).isSocket()) throw new Error('a file that is no socket has its name');
  if (await isServed(path)) return false;
  await unlink(path);
  await listening(server, path);
  return true;
};

const listening = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    const mask = process.umask(PRIVATE_MASK);
    try {
      // The socket is bound before this returns: the mask holds for it and for nothing else.
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(mask);
    }
  });

/** A socket that nobody reads refuses at once; one whose queue is full does not. */
const isServed = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', (error) => {
      const { code } = systemError(error);
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
