import type { FillBody } from '../../src/domain/fill-body.js';
import { type Instrument, usShare } from '../../src/domain/instrument.js';
import type { Cause, Entry, EntryBodies, EntryKind } from '../../src/domain/journal.js';
import type { Order } from '../../src/domain/order.js';

/** What a test says of an order; the rest is a market order of its pipeline. */
export type OrderWish = Pick<Order, 'id' | 'pipeline' | 'symbol' | 'side' | 'quantity'> & Partial<Order>;

/** Whom an entry is about, and why it is there. */
type About = Partial<Pick<Order, 'pipeline' | 'symbol'>> & { readonly causes?: readonly Cause[] };

/** Writes journal entries one after the other, as the engine would. */
export class Scribe {
  private serial = 0;
  private at = 0;

  constructor(private readonly read: (entry: Entry) => void) {}

  begin(
    capital: Readonly<Record<string, number>>,
    instruments: Readonly<Record<string, Partial<Instrument>>>,
  ): void {
    const pipelines = Object.entries(capital).map(([id, money]) => ({
      id,
      name: id,
      capital: money,
      warmupBars: 0,
      params: {},
    }));
    const known = Object.entries(instruments).map(([symbol, more]) => [
      symbol,
      { ...usShare(symbol), ...more },
    ]);
    this.write('begin', {
      pipelines,
      rules: 'test',
      currency: 'USD',
      broker: {},
      risk: {},
      instruments: Object.fromEntries(known),
      matchOn: {},
      seed: 1,
      coverage: { from: null, to: null },
    });
  }

  place(wish: OrderWish): Order {
    const order = orderOf(wish, this.at);
    this.write('command', { command: { kind: 'place', order, children: [] } }, order);
    return order;
  }

  /** A fill, and its serial as text: the name of the lot that it opens. */
  fill(order: Order, fill: Pick<FillBody, 'quantity' | 'price'> & Partial<FillBody>): string {
    this.at += 1;
    this.write(
      'fill',
      {
        order: order.id,
        key: order.key,
        side: order.side,
        commission: 0,
        currency: 'USD',
        happenedAt: this.at,
        effect: 'net',
        lot: null,
        entryCommission: null,
        bar: this.at,
        because: order.because,
        complete: true,
        ...fill,
      },
      order,
    );
    return String(this.serial);
  }

  /** Any entry, and its serial. */
  write<K extends EntryKind>(kind: K, body: EntryBodies[K], of: About = {}): number {
    this.serial += 1;
    const { causes = [] } = of;
    const head = { v: 1, serial: this.serial, at: this.at, causes, account: 'main' };
    const place = { pipeline: of.pipeline ?? null, symbol: of.symbol ?? null };
    this.read({ ...head, ...place, kind, body } as unknown as Entry); // a kind and the body of that kind
    return this.serial;
  }
}

const orderOf = (wish: OrderWish, at: number): Order => ({
  key: wish.id,
  fraction: null,
  type: 'market',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'gtc',
  expiresAt: null,
  parent: null,
  oco: null,
  role: 'submit',
  lot: null,
  reduceOnly: false,
  outsideRth: false,
  because: `why ${wish.id}`,
  at,
  ...wish,
});
