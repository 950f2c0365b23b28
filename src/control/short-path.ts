import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A path of a socket that the system takes. */
export interface ShortPath {
  readonly path: string;
  /** Call it when nobody binds or connects by the path any more. */
  readonly release: () => Promise<void>;
}

/** A socket's path has 108 bytes and a zero at its end; on BSD and macOS 104. */
const bytesMax = process.platform === 'linux' ? 107 : 103;

/**
 * The path of the control socket in a folder. Where it is longer than a socket's path may be, the same file
 * by a detour: Linux names the folder anew under /proc once it is open.
 *
 * @throws Error with the length, where there is no such detour.
 */
export const shortPath = async (directory: string): Promise<ShortPath> => {
  const path = join(resolve(directory), 'control.sock');
  const bytes = Buffer.byteLength(path);
  if (bytes <= bytesMax) return { path, release: () => Promise.resolve() };
  if (process.platform !== 'linux') {
    throw new Error(`it has ${bytes} bytes, and the path of a socket at most ${bytesMax}`);
  }
  const folder = await open(directory, 'r');
  return { path: `/proc/self/fd/${folder.fd}/control.sock`, release: () => folder.close() };
};
