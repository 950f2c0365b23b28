import { Agenda } from './agenda.js';
import { Dice } from './dice.js';
import { type Fault, Faults } from './faults.js';
import { Ledger } from './ledger.js';
import { Matching } from './matching.js';
import { readOrder, type VenueOrder } from './venue-order.js';
import { Wire, type WireParts } from './wire.js';

/** What a venue is set up with. */
export interface VenuePlan extends Pick<WireParts, 'deliver' | 'cut' | 'restore'> {
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  /** Takes the raw log, a line at a time: what truly happened here. */
  readonly log: (line: string) => void;
}

/**
 * A broker with laws deliberately unlike ours, for tests and demonstrations. It shares no code with the rest
 * and keeps a log in a format of its own, against which everything else can be held.
 */
export class Venue {
  readonly #agenda = new Agenda();
  readonly #dice: Dice;
  readonly #faults: Faults;
  readonly #wire: Wire;
  readonly #ledger: Ledger;
  readonly #matching: Matching;
  readonly #log: (line: string) => void;

  constructor(plan: VenuePlan) {
    this.#log = (line) => plan.log(`${this.#agenda.now} ${line}`);
    this.#dice = new Dice(plan.seed);
    this.#faults = new Faults(plan.faults, this.#dice, this.#log);
    const shared = { agenda: this.#agenda, dice: this.#dice, faults: this.#faults, log: this.#log };
    const { deliver, cut, restore } = plan;
    this.#wire = new Wire({ ...shared, deliver, cut, restore });
    const say = (line: string): void => this.#wire.say(line);
    this.#ledger = new Ledger({ ...shared, say });
    this.#matching = new Matching({ ...shared, say, ledger: this.#ledger });
  }

  /** When something is to happen here without anybody asking. */
  get nextAt(): number {
    return this.#agenda.nextAt;
  }

  advance(to: number): void {
    this.#agenda.advance(to);
  }

  /** The newest price of a symbol. */
  price(symbol: string, price: number): void {
    this.#matching.price(symbol, price);
    if (this.#ledger.hasTraded(symbol) && this.#faults.strikes('foreign-trades')) {
      this.#ledger.foreign(symbol, this.#dice.whole(1, 9) * (this.#dice.roll() < 0.5 ? -1 : 1));
    }
  }

  hangUp(): void {
    this.#wire.hangUp();
  }

  pickUp(): void {
    this.#wire.pickUp();
  }

  /** From here on it behaves, and everything can settle. */
  calm(): void {
    this.#faults.calm();
    if (this.#wire.isDown) return;
    this.#wire.pickUp();
  }

  /** A line from the client. */
  receive(line: string): void {
    if (!this.#wire.takes(line)) return;
    const slow = this.#faults.strikes('delays') ? this.#dice.whole(100, 2_000) : 0;
    const fields = line.split('|');
    this.#agenda.in(this.#dice.whole(1, 20) + slow, () => this.#handle(fields));
  }

  #handle(fields: readonly string[]): void {
    const [verb, name = ''] = fields;
    const order = this.#matching.find(name);
    if (verb === 'NEW') this.#place(readOrder(fields));
    else if (verb === 'ASK') this.#snapshot(name);
    else if (!order || order.state === 'rejected')
      this.#wire.say(`NOCHG|${name}|${verb ?? ''}|unknown order`);
    else if (order.state === 'filled' || order.state === 'cancelled') {
      this.#wire.say(`NOCHG|${name}|${verb ?? ''}|order is ${order.state}`);
    } else if (verb === 'CXL') this.#matching.cancel(order);
    else if (verb === 'CHG') this.#matching.change(order, fields);
  }

  #place(order: VenueOrder): void {
    if (this.#matching.find(order.name)) {
      this.#log(`TWICE ${order.name}`);
      return;
    }
    this.#matching.add(order);
    if (this.#faults.strikes('rejects')) {
      order.state = 'rejected';
      this.#log(`OVER ${order.name} rejected`);
      this.#wire.say(`DONE|${order.name}|rejected|0|margin desk says no`);
      return;
    }
    this.#log(`LIVE ${order.name}`);
    this.#wire.say(`ACK|${order.name}`);
    this.#matching.look(order);
  }

  /** Everything it knows: orders (of those that are over only some), trades, positions. */
  #snapshot(request: string): void {
    const orders = this.#matching
      .all()
      .filter(({ state }) => state === 'live' || state === 'asleep' || this.#dice.roll() < 0.5);
    const lines = [
      ...orders.map(orderLine),
      ...this.#ledger.trades().map((trade) => `F,${trade}`),
      ...this.#ledger.positions().map(([symbol, quantity]) => `P,${symbol},${quantity}`),
    ];
    this.#wire.say(`SNAP|${request}|${lines.join('|')}`);
  }
}

const orderLine = ({ name, symbol, side, quantity, limit, stop, filled, state }: VenueOrder): string => {
  const price = (value: number): string => (Number.isNaN(value) ? '' : String(value));
  return `O,${name},${symbol},${side},${quantity},${price(limit)},${price(stop)},${filled},${state}`;
};
