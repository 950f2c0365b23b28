import type { Socket } from 'node:net';
import { MillraceError } from '../domain/millrace-error.js';
import { answerRequest, type Desk, errorText } from './answer-request.js';
import { lineSplitter } from './line-splitter.js';

/** Who is connected. */
export interface Client {
  /** A request of it is being answered. */
  readonly isBusy: () => boolean;
  /** Says why, and hangs up. */
  readonly dismiss: (reason: string) => void;
}

/** What a client may ask of us before it is let go. */
const BOUNDS = {
  requestBytesMax: 65_536,
  /** Requests that wait for the one before them. */
  waitingMax: 64,
  /** A person's screen asks once a second; whoever asks without a pause would take time from the wheel. */
  requestsPerSecondMax: 50,
  /** How long it may say and take nothing. */
  quietMs: 600_000,
  /** How long one that was dismissed may take to read why. */
  farewellMs: 1_000,
  /** What one that was dismissed may go on saying. */
  farewellBytesMax: 33_554_432,
} as const;

/**
 * Answers a client, a request at a time, and the next only when it has taken the answer before: of one that
 * reads slowly or not at all there is never more than one answer and `waitingMax` requests in memory.
 *
 * @param onRequest Hears that the client asked something.
 */
export const serveClient = (socket: Socket, desk: Desk, onRequest: (client: Client) => void): Client => {
  const splitter = lineSplitter(BOUNDS.requestBytesMax);
  const waiting: string[] = [];
  const asksTooOften = rateOver(BOUNDS.requestsPerSecondMax);
  const state = { isBusy: false, isDismissed: false, hasEnded: false };
  const client: Client = {
    isBusy: () => state.isBusy,
    dismiss: (reason) => {
      if (state.isDismissed) return;
      state.isDismissed = true;
      waiting.length = 0;
      sayFarewell(socket, reason);
    },
  };
  const work = async (): Promise<void> => {
    if (state.isBusy) return;
    state.isBusy = true;
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      onRequest(client);
      const reply = await answerRequest(line, desk);
      if (!state.isDismissed) await written(socket, reply);
    }
    state.isBusy = false;
    if (state.hasEnded) socket.end();
  };
  socket.on('data', (piece) => {
    const lines = splitter.add(piece);
    if (lines === null) return client.dismiss(`a request has more than ${BOUNDS.requestBytesMax} bytes`);
    if (asksTooOften(lines.length)) {
      return client.dismiss(`it asks more than ${BOUNDS.requestsPerSecondMax} times a second`);
    }
    const tooMany = waiting.length + lines.length > BOUNDS.waitingMax;
    if (tooMany) return client.dismiss(`more than ${BOUNDS.waitingMax} of its requests wait`);
    waiting.push(...lines);
    void work();
  });
  socket.on('end', () => {
    state.hasEnded = true;
    if (!state.isBusy) socket.end();
  });
  socket.setTimeout(BOUNDS.quietMs).on('timeout', () => {
    // One that waits for the engine is not silent; one that does not take its answer is.
    if (!state.isBusy || socket.writableNeedDrain) client.dismiss('it was silent for too long');
  });
  // It hung up in the middle: 'close' follows, and nobody is left to tell.
  socket.on('error', () => undefined);
  return client;
};

/** Whether there were more than so many in the second in which these are. */
const rateOver = (perSecondMax: number): ((count: number) => boolean) => {
  let begun = -Infinity;
  let counted = 0;
  return (count) => {
    const now = performance.now();
    if (now - begun >= 1_000) {
      begun = now;
      counted = 0;
    }
    counted += count;
    return counted > perSecondMax;
  };
};

/** Hangs up, but reads on for a while: whoever fails at writing may never read why. */
const sayFarewell = (socket: Socket, reason: string): void => {
  let bytes = 0;
  socket.removeAllListeners('data').on('data', (piece) => {
    bytes += piece.length;
    if (bytes > BOUNDS.farewellBytesMax) socket.destroy();
  });
  socket.setTimeout(BOUNDS.farewellMs, () => socket.destroy());
  socket.end(errorText(null, new MillraceError('CLIENT_DISMISSED', { reason })));
};

/** Settles when the client has taken a line, or is gone. */
const written = (socket: Socket, line: string): Promise<void> =>
  new Promise((resolve) => {
    if (socket.write(line)) return resolve();
    const settle = (): void => {
      socket.off('drain', settle).off('close', settle);
      resolve();
    };
    socket.on('drain', settle).on('close', settle);
  });
