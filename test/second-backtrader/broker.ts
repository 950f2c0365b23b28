import type { End, Fill, Settings } from './script.js';

/** An order as the plain loop keeps it. */
export interface Line {
  readonly name: string;
  readonly size: number;
  readonly limit: number | undefined;
  readonly stop: number | undefined;
  readonly atClose: boolean;
  /** The first bar that it does not live to see. */
  readonly diesAt: number;
  readonly madeAt: number;
  readonly group: string;
  readonly family: Family;
  active: boolean;
  triggered: boolean;
}

/** A parent, its exits, and whether the lot of them is over. */
export interface Family {
  readonly head: string;
  lines: Line[];
  over: boolean;
}

/** Everything that changes during a run. */
export interface Broker {
  readonly settings: Settings;
  cash: number;
  size: number;
  price: number;
  /** Price of the last daily settlement. */
  base: number;
  sent: Line[];
  pending: Line[];
  waking: Line[];
  groups: Map<string, Set<Line>>;
  trade: { size: number; price: number; profit: number; costs: number };
  readonly fills: Fill[];
  readonly ends: End[];
  readonly results: number[];
}

/** Ends an order and drags along who depends on it. */
export const end = (broker: Broker, line: Line, how: End['how']): void => {
  broker.pending = broker.pending.filter((other) => other !== line);
  broker.ends.push({ name: line.name, how });
  breakGroup(broker, line);
  breakFamily(broker, line);
};

/** Cancels the others of an order's group that are pending. */
export const breakGroup = (broker: Broker, line: Line): void => {
  const group = broker.groups.get(line.group) ?? new Set();
  broker.groups.delete(line.group);
  for (const other of [...broker.pending].reverse()) {
    if (other === line || !group.has(other)) continue;
    broker.pending = broker.pending.filter((one) => one !== other);
    broker.ends.push({ name: other.name, how: 'cancelled' });
  }
};

/** Cancels the others of an order's family that are pending; those on their way will find it over. */
export const breakFamily = (broker: Broker, { family }: Line): void => {
  const { lines } = family;
  family.lines = [];
  family.over = true;
  for (const other of lines) {
    if (!broker.pending.includes(other)) continue;
    broker.pending = broker.pending.filter((one) => one !== other);
    broker.ends.push({ name: other.name, how: 'cancelled' });
    breakGroup(broker, other);
  }
};
