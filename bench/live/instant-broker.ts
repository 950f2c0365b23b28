import { Subject, startWith } from 'rxjs';
import type { OrderNames } from '../../src/brokers/outside/order-names.js';
import type { OutsideBroker } from '../../src/brokers/outside/outside-broker.js';
import type { OutsideEvent } from '../../src/domain/outside-event.js';

/** A broker in this process that fills every order at once, at a price of 100, and is told when it is sent. */
export const instantBroker = (names: OrderNames, onSend: (order: string) => void): OutsideBroker => {
  const event$ = new Subject<OutsideEvent>();
  const held = new Map<string, number>();
  let requests = 0;
  let executions = 0;
  const say = (event: OutsideEvent): void => void setImmediate(() => event$.next(event));
  return {
    event$: event$.pipe(
      startWith<OutsideEvent>({ kind: 'connection', state: 'up', detail: 'in this process' }),
    ),
    send: (command) => {
      if (command.kind !== 'place') throw new Error(`nobody expects to ${command.kind}`);
      const { id, symbol, side, quantity } = command.order;
      onSend(id);
      const order = names.nameOf(id);
      const units = quantity ?? 0;
      held.set(symbol, (held.get(symbol) ?? 0) + (side === 'buy' ? units : -units));
      say({ kind: 'status', order, state: 'working', filled: null, reason: null });
      executions += 1;
      const execution = { kind: 'execution', execution: `E${executions}`, replaces: null, order } as const;
      const terms = { symbol, side, quantity: units, price: 100, commission: 0.35 };
      say({ ...execution, ...terms, happenedAt: Date.UTC(2024, 0, 1) });
    },
    askSnapshot: () => {
      requests += 1;
      const positions = [...held].map(([symbol, quantity]) => ({ symbol, quantity }));
      say({ kind: 'snapshot', request: requests, orders: [], executions: [], positions });
    },
    close: () => Promise.resolve(),
  };
};
