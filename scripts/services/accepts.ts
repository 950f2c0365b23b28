import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const tries = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.on('connect', () => answer(true));
    socket.on('error', () => answer(false));
  });

/**
 * Waits until something on this machine accepts connections at a port.
 *
 * @param isLost Says why it never will.
 */
export const accepts = async (port: number, isLost: () => string | undefined): Promise<void> => {
  while (!(await tries(port))) {
    const reason = isLost();
    if (reason !== undefined) throw new Error(reason);
    await pause(50);
  }
};
