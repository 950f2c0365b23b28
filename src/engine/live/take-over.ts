import type { Engine } from '../assemble.js';
import type { Opening } from '../run-plan.js';
import type { Governor } from './governor.js';

/**
 * The head of a segment: what those before it left is journaled, and from there on it is as if it had been
 * here. Orders go on with this broker before any pipeline speaks, so that its targets meet them.
 */
export const takeOver = (engine: Engine, { entry, carried, told }: Opening, governor: Governor): void => {
  const { journal, market, latch, decider, broker } = engine;
  const { serial } = journal.append({ kind: 'carried', causes: [{ entry }], body: carried });
  for (const [symbol, price] of Object.entries(carried.prices)) market.traded(symbol, price);
  latch.carry(carried.latches);
  if (!broker.outside) decider.readmit(carried.orders, serial);
  else {
    const { finished = [] } = carried.outside ?? {};
    decider.keep([...finished.map(({ order }) => order), ...carried.orders], serial);
    broker.outside.takeOver(told);
  }
  for (const { command, who, why } of carried.said) governor.obey(command, { who, why, serial });
  decider.takeBack(
    carried.orders.filter(({ id }) => carried.cancels.includes(id)),
    serial,
  );
};
