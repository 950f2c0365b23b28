import { connect, type Socket } from 'node:net';
import type { Wall } from '../../time/wall.js';
import { eachLine } from './each-line.js';
import type { Line, LineListener } from './line.js';

/**
 * A line to a venue in another process. Where it breaks it is dialled again after a while; what is written
 * meanwhile is lost.
 */
export const dialLine = ({ path, wall, retryMs }: { path: string; wall: Wall; retryMs: number }): Line => {
  let socket: Socket | null = null;
  let isUp = false;
  let unset = (): void => undefined;
  const dial = (listener: LineListener): void => {
    const dialled = connect(path);
    socket = dialled;
    dialled.on('connect', () => {
      isUp = true;
      dialled.write('LOGIN\n');
      listener.onState('up', path);
    });
    dialled.on('data', eachLine(listener.onText));
    dialled.on('error', () => dialled.destroy());
    dialled.on('close', () => {
      if (socket !== dialled) return;
      if (isUp) listener.onState('down', `${path} is closed`);
      isUp = false;
      unset = wall.alarm(retryMs, () => dial(listener));
    });
  };
  return {
    write: (text) => {
      if (isUp) socket?.write(`${text}\n`);
    },
    listen: dial,
    close: () => {
      unset();
      const ending = socket;
      socket = null;
      ending?.destroy();
      return Promise.resolve();
    },
  };
};
