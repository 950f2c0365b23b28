import type { OutsideEvent, OutsideExecution, OutsideOrder } from '../../domain/outside-event.js';

/** What a line of the scripted broker says; anything else than it should is `unknown`, with its own words. */
export const readText = (line: string): OutsideEvent => {
  const fields = line.split('|');
  return READERS[fields[0] ?? '']?.(fields) ?? { kind: 'unknown', symbol: null, text: line };
};

type Reader = (fields: readonly string[]) => OutsideEvent | null;

const READERS: Readonly<Record<string, Reader>> = {
  ACK: ([, order = '']) => ({ kind: 'status', order, state: 'working', filled: null, reason: null }),
  DONE: ([, order = '', state, filled, reason = '']) => {
    // What has filled is told by its executions.
    const end = state === 'filled' ? 'cancelled' : endOf(state);
    return end && { kind: 'status', order, state: end, filled: Number(filled), reason };
  },
  CHGD: ([, order = '', quantity, limitPrice, stopPrice]) => ({
    kind: 'amended',
    order,
    change: {
      ...(quantity ? { quantity: Number(quantity) } : {}),
      ...(limitPrice ? { limitPrice: Number(limitPrice) } : {}),
      ...(stopPrice ? { stopPrice: Number(stopPrice) } : {}),
    },
  }),
  NOCHG: ([, order = '', verb, reason = '']) => {
    return { kind: 'unchanged', order, change: verb === 'CXL' ? 'cancel' : 'amend', reason };
  },
  FILL: ([, ...fields]) => executionOf(fields),
  FEE: ([, execution = '', commission, currency = '']) => {
    return { kind: 'fee', execution, commission: Number(commission), currency };
  },
  SNAP: ([, request, ...parts]) => {
    const of = (letter: string) =>
      parts.filter((part) => part.startsWith(`${letter},`)).map((part) => part.split(',').slice(1));
    const positions = of('P').map(([symbol = '', quantity]) => ({ symbol, quantity: Number(quantity) }));
    const executions = of('F').map(executionOf);
    return {
      kind: 'snapshot',
      request: Number(request),
      orders: of('O').map(orderOf),
      executions,
      positions,
    };
  },
};

const endOf = (state: string | undefined): 'cancelled' | 'rejected' | null =>
  state === 'cancelled' || state === 'rejected' ? state : null;

const executionOf = (fields: readonly string[]): OutsideExecution => {
  const [execution = '', replaces, order = '', symbol = '', side, quantity, price, at, fee] = fields;
  return {
    kind: 'execution',
    execution,
    replaces: replaces || null,
    order,
    symbol,
    side: side === 'B' ? 'buy' : 'sell',
    quantity: Number(quantity),
    price: Number(price),
    commission: fee ? Number(fee) : null,
    happenedAt: Number(at),
  };
};

const orderOf = (fields: readonly string[]): OutsideOrder => {
  const [order = '', symbol = '', side, quantity, limit, stop, filled, state] = fields;
  return {
    order,
    symbol,
    side: side === 'B' ? 'buy' : 'sell',
    quantity: Number(quantity),
    limitPrice: limit ? Number(limit) : null,
    stopPrice: stop ? Number(stop) : null,
    filled: Number(filled),
    // A bracket's exit sleeps at the broker until its entry fills: it is there.
    state: state === 'filled' || state === 'cancelled' || state === 'rejected' ? state : 'working',
  };
};
