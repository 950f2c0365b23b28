import { connect, type Socket } from 'node:net';
import type { Wall } from '../../time/wall.js';
import { eachLine } from './each-line.js';
import type { Line, LineListener } from './line.js';

/**
 * A line to a venue in another process. Where it breaks it is dialled again after a while; what is written
 * meanwhile is lost. Why it is down is said once, however often it is dialled.
 */
export const dialLine = ({ path, wall, retryMs }: { path: string; wall: Wall; retryMs: number }): Line => {
  let socket: Socket | null = null;
  let isUp = false;
  let isSaid = false;
  let unset = (): void => undefined;
  const dial = (listener: LineListener): void => {
    const dialled = connect(path);
    let reason = `${path} is closed`;
    socket = dialled;
    dialled.on('connect', () => {
      isUp = true;
      isSaid = false;
      dialled.write('LOGIN\n');
      listener.onState('up', path);
    });
    dialled.on('data', eachLine(listener.onText));
    dialled.on('error', (error) => {
      if (!isUp) reason = error.message;
      dialled.destroy();
    });
    dialled.on('close', () => {
      if (socket !== dialled) return;
      isUp = false;
      if (!isSaid) listener.onState('down', `${reason}; it is tried again every ${retryMs / 1_000} s`);
      isSaid = true;
      unset = wall.alarm(retryMs, () => dial(listener));
    });
  };
  return {
    write: (text) => {
      if (isUp) socket?.write(`${text}\n`);
    },
    listen: dial,
    close: async () => {
      unset();
      const ending = socket;
      socket = null;
      if (isUp && ending) await gone(ending, wall);
      ending?.destroy();
    },
  };
};

/** How long a venue that does not read may keep whoever hangs up. */
const PARTING_MS = 1_000;

/** Resolves when what was written is with the host, or nobody takes it. */
const gone = (socket: Socket, wall: Wall): Promise<void> =>
  new Promise((resolve) => {
    const unset = wall.alarm(PARTING_MS, resolve);
    socket.end(() => {
      unset();
      resolve();
    });
    socket.on('close', resolve);
  });
