import { Observable } from 'rxjs';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { OrderNames } from '../outside/order-names.js';
import type { OutsideBroker } from '../outside/outside-broker.js';
import { commandText } from './command-text.js';
import type { Line } from './line.js';
import { readText } from './read-text.js';

/** The scripted broker behind a line: for tests and demonstrations of everything that brokers do wrong. */
export const scriptedBroker = ({ line, names }: { line: Line; names: OrderNames }): OutsideBroker => {
  let requests = 0;
  return {
    send: (command) => {
      for (const text of commandText(command, names.nameOf)) line.write(text);
    },
    askSnapshot: () => {
      requests += 1;
      line.write(`ASK|${requests}`);
    },
    event$: new Observable<OutsideEvent>((listener) => {
      line.listen({
        onText: (text) => listener.next(readText(text)),
        onState: (state, detail) => {
          requests = 0;
          listener.next({ kind: 'connection', state, detail });
        },
      });
    }),
    close: () => line.close(),
  };
};
