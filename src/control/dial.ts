import { createConnection, type Socket } from 'node:net';
import type { Answer } from '../domain/answer.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { By, OperatorCommand } from '../domain/operator-command.js';
import { systemError } from '../domain/system-error.js';
import type { LiveView } from './live-view.js';
import { type Greeting, PROTOCOL, type Reply } from './protocol.js';
import { shortPath } from './short-path.js';

/** A line to a running engine. */
export interface Line {
  /** The folder of its run. */
  readonly directory: string;
  readonly run: string;
  readonly view: () => Promise<LiveView>;
  readonly say: (command: OperatorCommand, by: By) => Promise<Answer>;
  readonly hangUp: () => void;
}

/** How long an engine may take: its wheel works in slices, and a command waits for the disk. */
const PATIENCE_MS = 10_000;

/**
 * Connects to the engine that runs in a folder.
 *
 * @param patienceMs How long it may be silent before that is an error.
 * @throws MillraceError ENGINE_NOT_RUNNING, ENGINE_SILENT, CONTROL_UNREACHABLE, CONTROL_VERSION.
 */
export const dial = async (directory: string, patienceMs = PATIENCE_MS): Promise<Line> => {
  const socket = await connected(directory);
  const next = linesOf(socket, directory, patienceMs);
  // what an engine of our protocol says first, whatever its version
  const greeting = (await next()) as Greeting;
  if (greeting.protocol !== PROTOCOL) {
    socket.destroy();
    const { protocol: version } = greeting;
    throw new MillraceError('CONTROL_VERSION', { path: directory, version, known: PROTOCOL });
  }
  let id = 0;
  const ask = async (request: object): Promise<Exclude<Reply, { readonly error: unknown }>> => {
    id += 1;
    socket.write(`${JSON.stringify({ id, ...request })}\n`);
    const reply = (await next()) as Reply; // of an engine that speaks our version, see above
    if ('error' in reply) throw new MillraceError(reply.error.code, reply.error.facts);
    return reply;
  };
  return {
    directory,
    run: greeting.run,
    view: async () => {
      const reply = await ask({ ask: 'view' });
      if ('view' in reply) return reply.view;
      throw gone(directory, 'it answered something else');
    },
    say: async (say, { who, why }) => {
      const reply = await ask({ say, who, why });
      if ('answer' in reply) return reply.answer;
      throw gone(directory, 'it answered something else');
    },
    hangUp: () => void socket.destroy(),
  };
};

const gone = (path: string, reason: string): MillraceError =>
  new MillraceError('ENGINE_GONE', { path, reason });

/** Nothing lies there, or nobody listens any more. */
const ABSENT: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ECONNREFUSED'];

const connected = async (directory: string): Promise<Socket> => {
  try {
    const { path, release } = await shortPath(directory);
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = createConnection(path, () => resolve(socket));
        socket.once('error', reject);
      });
    } finally {
      await release();
    }
  } catch (cause) {
    const isAbsent = ABSENT.includes(systemError(cause).code);
    if (isAbsent) throw new MillraceError('ENGINE_NOT_RUNNING', { path: directory }, { cause });
    throw new MillraceError('CONTROL_UNREACHABLE', { path: directory, reason: messageOf(cause) }, { cause });
  }
};

/** The engine's lines, one a call; fails where it says nothing for too long, or hangs up. */
const linesOf = (socket: Socket, path: string, patienceMs: number): (() => Promise<unknown>) => {
  socket.setEncoding('utf8');
  const pieces = socket[Symbol.asyncIterator]() as AsyncIterator<string, undefined>; // by its encoding
  const silent = new MillraceError('ENGINE_SILENT', { path, seconds: patienceMs / 1_000 });
  // Whoever asks next hears of an error too, so that none is lost here.
  socket.on('timeout', () => socket.destroy(silent)).on('error', () => undefined);
  let text = '';
  const piece = async (): Promise<string> => {
    try {
      const { value } = await pieces.next();
      if (value !== undefined) return value;
    } catch (cause) {
      throw cause === silent ? silent : gone(path, messageOf(cause));
    }
    throw gone(path, 'it hung up');
  };
  return async () => {
    socket.setTimeout(patienceMs);
    while (!text.includes('\n')) text += await piece();
    socket.setTimeout(0);
    const end = text.indexOf('\n');
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    return JSON.parse(line) as unknown;
  };
};
