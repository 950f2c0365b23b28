import { tap } from 'rxjs';
import type { Config } from '../../../../config/schema.js';
import { orderNames } from '../../../brokers/outside/order-names.js';
import { Outbox } from '../../../brokers/outside/outbox.js';
import type { CommandSink } from '../../../brokers/outside/outside-books.js';
import type { OutsideBroker } from '../../../brokers/outside/outside-broker.js';
import { assert } from '../../../domain/assert.js';
import type { LiveEngine } from '../../../engine/live/live-engine.js';
import { OutsideLine } from '../../../engine/live/outside-line.js';
import type { Wall } from '../../../time/wall.js';
import { outsideBroker, type Reach } from './outside-brokers.js';

/** What stands at the two ends of the road. */
interface Ends {
  readonly broker: OutsideBroker;
  readonly flush: () => Promise<void>;
}

/** The road of a run's orders to its broker: shut as long as a replay is on, then durable before sent. */
export class OutsideRoad {
  readonly #dial: (reach: Reach) => Promise<OutsideBroker>;
  #ends: Ends | null = null;
  readonly #outbox = new Outbox({
    flush: () => this.#open().flush(),
    send: (command) => this.#open().broker.send(command),
    // Whoever flushes has heard it, and lets no new risk pass.
    onFailure: () => undefined,
  });

  /** @throws MillraceError CONFIG_INVALID where nobody knows such a broker. */
  constructor(private readonly settings: Config['outside']) {
    this.#dial = outsideBroker(settings.broker ?? '');
  }

  /** Where the rules put what they approved. */
  get commands(): CommandSink {
    return this.#outbox;
  }

  /**
   * The line for a live loop.
   *
   * @param parts.flush Resolves when all that was decided so far is on the disk.
   * @param parts.onAway Told whenever the broker goes away, and why.
   */
  async line({
    engine,
    wall,
    flush,
    onAway,
  }: {
    engine: LiveEngine;
    wall: Wall;
    flush: Ends['flush'];
    onAway: (detail: string) => void;
  }): Promise<OutsideLine> {
    const { orderPrefix, snapshotMs, unsettledSnapshotMs, retryMs } = this.settings;
    const broker = await this.#dial({ names: orderNames(orderPrefix ?? ''), wall, retryMs });
    const { outside: hearing } = engine.engine.broker;
    assert(hearing, 'a road to a broker outside: the rules are of one');
    this.#ends = { broker, flush };
    const event$ = broker.event$.pipe(
      tap((event) => {
        if (event.kind === 'connection' && event.state === 'down') onAway(event.detail);
      }),
    );
    return new OutsideLine({
      broker: {
        send: (command) => broker.send(command),
        askSnapshot: () => broker.askSnapshot(),
        event$,
        close: () => broker.close(),
      },
      outbox: this.#outbox,
      hearing,
      wall,
      snapshotMs: { settled: snapshotMs, unsettled: unsettledSnapshotMs },
    });
  }

  #open(): Ends {
    assert(this.#ends, 'a road to a broker outside: nothing leaves before it has two ends');
    return this.#ends;
  }
}
