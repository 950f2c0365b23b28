import { createServer, type Server, type Socket } from 'node:net';
import type { Wall } from '../../time/wall.js';
import { eachLine } from './each-line.js';
import type { Fault } from './venue/faults.js';
import { Venue } from './venue/venue.js';

/** What a served venue is set up with. */
export interface VenueService {
  /** The path of its socket. */
  readonly path: string;
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly log: (line: string) => void;
  readonly wall: Wall;
}

/**
 * Serves a venue over a socket, in a process that outlives whoever trades there. One connection trades: that
 * which said `LOGIN` last. Any other may say `PX|symbol|price`, which is the market's, or `CALM`.
 */
export const serveVenue = ({ path, seed, faults, log, wall }: VenueService): Server => {
  let trader: Socket | null = null;
  const deliver = (line: string): void => {
    trader?.write(`${line}\n`);
  };
  const cut = (): void => {
    trader?.destroy();
  };
  // Who was cut off dials again; the venue takes him back then.
  const venue = new Venue({ seed, faults, log, deliver, cut, restore: () => undefined });
  let unset = (): void => undefined;
  const advance = (): void => {
    venue.advance(wall.now());
    unset();
    if (venue.nextAt < Number.POSITIVE_INFINITY) unset = wall.alarm(venue.nextAt - wall.now(), advance);
  };
  const take = (socket: Socket, line: string): void => {
    venue.advance(wall.now());
    const [verb, symbol = '', price] = line.split('|');
    if (verb === 'LOGIN') {
      trader = socket;
      venue.pickUp();
    } else if (verb === 'PX') venue.price(symbol, Number(price));
    else if (verb === 'CALM') venue.calm();
    else if (socket === trader) venue.receive(line);
    advance();
  };
  const server = createServer((socket) => {
    // Whoever closes the server need not wait for those who trade there.
    socket.unref();
    socket.on(
      'data',
      eachLine((line) => take(socket, line)),
    );
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (socket !== trader) return;
      trader = null;
      venue.advance(wall.now());
      venue.hangUp();
    });
  });
  venue.advance(wall.now());
  server.on('close', () => unset());
  return server.listen(path);
};
