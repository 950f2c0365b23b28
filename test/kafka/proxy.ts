import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What becomes of what a broker sends. */
export type Weather =
  | { readonly kind: 'fair' }
  /** So many bytes at a time, with a pause before each. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly pauseMs: number }
  /** Connections stay, and nothing comes any more. */
  | { readonly kind: 'silent' };

/** A road between a client and a broker, on which anything may happen. */
export class Proxy {
  weather: Weather = { kind: 'fair' };
  /** Bytes that may still pass before all connections are cut; the next ones are fair. */
  cutAfter = Number.POSITIVE_INFINITY;
  /** How often connections were cut. */
  cuts = 0;

  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number) {
    this.#server = createServer((client) => {
      const broker = connect(target, '127.0.0.1');
      for (const socket of [client, broker]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => this.#sockets.delete(socket));
      }
      client.on('data', (data) => broker.write(data));
      client.on('close', () => broker.destroy());
      broker.on('close', () => client.destroy());
      void this.#pass(broker, client);
    });
  }

  /**
   * Opens a road from a port of this machine to another: `ports.proxy` and `ports.proxied` of a broker that
   * sends its clients here.
   */
  static async open(port: number, target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(port, '127.0.0.1', resolve));
    return proxy;
  }

  /** Ends all connections where they are. */
  cut(): void {
    this.cuts += 1;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const data of from) await this.#send(data as Buffer, to);
    } catch {
      to.destroy();
    }
  }

  async #send(data: Buffer, to: Socket): Promise<void> {
    while (this.weather.kind === 'silent' && !to.destroyed) await pause(20);
    const step = this.weather.kind === 'slow' ? this.weather.bytes : data.length;
    for (let start = 0; start < data.length; start += step) {
      if (this.weather.kind === 'slow') await pause(this.weather.pauseMs);
      const part = data.subarray(start, start + Math.min(step, this.cutAfter));
      to.write(part);
      this.cutAfter -= part.length;
      if (this.cutAfter > 0) continue;
      this.cutAfter = Number.POSITIVE_INFINITY;
      // What was sent is to arrive: the cut is in what follows it.
      await pause(20);
      return this.cut();
    }
  }
}
