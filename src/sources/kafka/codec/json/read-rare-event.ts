import { parseEvery } from '../../../../domain/every.js';
import type { Bar, CorporateAction, MarketEvent, Ohlc, Status } from '../../../../domain/market-event.js';
import { isDateText } from '../../../../time/civil-date.js';
import { shown } from '../../../shown.js';
import { ohlcFault, sizeFault } from '../row-faults.js';
import { FIELD } from './event-fields.js';
import type { JsonFields } from './json-fields.js';

/**
 * Reads a bar, a status, an action or an event by name out of fields that were found.
 *
 * @param data Reads the field `data`, whatever it is.
 * @returns Null where something is wrong, which then stands in the fields' `fault`.
 */
export const readRareEvent = (fields: JsonFields, data: () => unknown): MarketEvent | null => {
  const kind = fields.text(FIELD.kind);
  const symbol = fields.text(FIELD.symbol);
  const at = fields.instant(FIELD.at);
  const event = eventOf(fields, { kind, symbol, at, data });
  if (event === null) fields.fault ??= `kind is '${shown(kind)}', which is none of ours`;
  else if (symbol === '' && kind === 'bar') fields.fault ??= 'symbol is empty';
  return fields.fault === null ? event : null;
};

interface Begun {
  readonly kind: string;
  readonly symbol: string;
  readonly at: number;
  readonly data: () => unknown;
}

const eventOf = (fields: JsonFields, { kind, symbol, at, data }: Begun): MarketEvent | null => {
  if (kind === 'bar') return barOf(fields, { symbol, at });
  const happenedAt = fields.has(FIELD.happenedAt) ? fields.instant(FIELD.happenedAt) : at;
  if (kind === 'event') {
    const name = fields.text(FIELD.name);
    return { kind, name, symbol, at, happenedAt, data: data() };
  }
  if (kind === 'status') {
    const detail = fields.text(FIELD.detail);
    return { kind, symbol, at, happenedAt, state: oneOf(fields, FIELD.state, STATES), detail };
  }
  if (kind !== 'action') return null;
  const action = oneOf(fields, FIELD.action, ACTIONS);
  const value = required(fields, 'value');
  if (!(value > 0)) fields.fault ??= `value is ${value}, not above 0`;
  return { kind, symbol, at, happenedAt, action, value };
};

const STATES = ['gap', 'halted', 'trading'] as const satisfies readonly Status['state'][];
const ACTIONS = ['split', 'dividend'] as const satisfies readonly CorporateAction['action'][];

const oneOf = <T extends string>(fields: JsonFields, field: number, known: readonly [T, ...T[]]): T => {
  const text = fields.text(field);
  const found = known.find((word) => word === text);
  if (found === undefined) fields.fault ??= `'${shown(text)}' is none of ${known.join(', ')}`;
  return found ?? known[0];
};

const barOf = (fields: JsonFields, { symbol, at }: { symbol: string; at: number }): Bar => {
  const every = fields.text(FIELD.every);
  if (parseEvery(every) === undefined)
    fields.fault ??= `every is '${shown(every)}', which is no length of bars`;
  const sessionDate = fields.text(FIELD.sessionDate);
  if (!isDateText(sessionDate)) fields.fault ??= `sessionDate is '${shown(sessionDate)}', which is no date`;
  const start = fields.instant(FIELD.start);
  if (!(start < at)) fields.fault ??= 'a bar begins before it ends';
  const volume = fields.number(FIELD.volume);
  const prices = ohlcOf(fields, '');
  fields.fault ??= ohlcFault(prices) ?? sizeFault('volume', volume);
  return {
    kind: 'bar',
    symbol,
    at,
    start,
    sessionDate,
    every,
    ...prices,
    volume: Number.isNaN(volume) ? null : volume,
    bid: fields.has(FIELD.bid) ? ohlcOf(fields, 'bid.') : null,
    ask: fields.has(FIELD.ask) ? ohlcOf(fields, 'ask.') : null,
  };
};

const ohlcOf = (fields: JsonFields, side: '' | 'bid.' | 'ask.'): Ohlc => ({
  open: required(fields, `${side}open`),
  high: required(fields, `${side}high`),
  low: required(fields, `${side}low`),
  close: required(fields, `${side}close`),
});

const required = (fields: JsonFields, name: keyof typeof FIELD): number => {
  const value = fields.number(FIELD[name]);
  if (Number.isNaN(value)) fields.fault ??= `${name} is missing`;
  return value;
};
