import { mkdir } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { CheckLimits, Desk } from './answer-request.js';
import type { Governed } from './governed.js';
import { listenPrivately } from './listen-privately.js';
import { type Greeting, PROTOCOL } from './protocol.js';
import { type Client, serveClient } from './serve-client.js';
import { type ShortPath, shortPath } from './short-path.js';

/** The open socket of a running engine. */
export interface OpenControl {
  /** Says goodbye to all who are connected and takes the socket away. */
  readonly close: () => Promise<void>;
}

/** More are not served at once: of those connected the one that was silent for longest gives way. */
const CLIENTS_MAX = 64;

/** Connections with those that are just being told why they have to go; beyond it nobody is told. */
const CONNECTIONS_MAX = 4 * CLIENTS_MAX;

/** The view is not made anew for whoever asks within this time of the last one. */
const VIEW_MS = 50;

/**
 * Opens the control socket of an engine, `control.sock` in the run's folder, whose lock the caller holds.
 *
 * @param checkLimits Checks limits as `--set risk.…` would be.
 * @throws MillraceError ENGINE_RUNNING where a living process has it, CONTROL_UNOPENED.
 */
export const openControl = async (
  directory: string,
  governed: Governed,
  checkLimits: CheckLimits,
): Promise<OpenControl> => {
  const desk = deskOf(governed, checkLimits);
  const { id, mode } = governed.view().run;
  const greeting = `${JSON.stringify({ protocol: PROTOCOL, run: id, mode } satisfies Greeting)}\n`;
  // In the order in which they asked last.
  const clients = new Set<Client>();
  const join = (socket: Socket): void => {
    const client = serveClient(socket, desk, (asking) => {
      clients.delete(asking);
      clients.add(asking);
    });
    socket.on('close', () => clients.delete(client));
    socket.write(greeting);
    clients.add(client);
    if (clients.size <= CLIENTS_MAX) return;
    const leaving = quietest(clients, client);
    clients.delete(leaving);
    leaving.dismiss(`${CLIENTS_MAX} others are connected`);
  };
  const server = createServer({ allowHalfOpen: true }, join);
  server.maxConnections = CONNECTIONS_MAX;
  const short = await opened(directory, async (path) => {
    if (!(await listenPrivately(server, path)))
      throw new MillraceError('ENGINE_RUNNING', { path: directory });
  });
  return {
    close: async () => {
      const closed = new Promise((resolve) => void server.close(resolve));
      for (const client of clients) client.dismiss('the engine is ending');
      await closed;
      await short.release();
    },
  };
};

/** Who gives way: one that waits for no answer, else the newcomer. */
const quietest = (clients: ReadonlySet<Client>, newcomer: Client): Client =>
  [...clients].find((client) => !client.isBusy()) ?? newcomer;

const opened = async (directory: string, listen: (path: string) => Promise<void>): Promise<ShortPath> => {
  let short: ShortPath | null = null;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    short = await shortPath(directory);
    await listen(short.path);
    return short;
  } catch (cause) {
    await short?.release();
    if (cause instanceof MillraceError) throw cause;
    throw new MillraceError('CONTROL_UNOPENED', { path: directory, reason: messageOf(cause) }, { cause });
  }
};

const deskOf = ({ say, view }: Governed, checkLimits: CheckLimits): Desk => {
  let text = '';
  let madeAt = -Infinity;
  return {
    checkLimits,
    say: async (command, by) => {
      const answer = await say(command, by);
      // Whoever has been answered sees what came of it.
      madeAt = -Infinity;
      return answer;
    },
    viewText: () => {
      const now = performance.now();
      if (now - madeAt > VIEW_MS) {
        text = JSON.stringify(view());
        madeAt = now;
      }
      return text;
    },
  };
};
