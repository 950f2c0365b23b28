import { didYouMean } from '../domain/did-you-mean.js';
import { isoText } from '../domain/iso-text.js';
import type { Cause, Entry } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { Order } from '../domain/order.js';
import { describeEntry, describeOrder } from './describe-entry.js';

/**
 * Why an order was sent and what became of it, a line each: the order, the approval, the intent with its
 * reason, the bar, tick or timer that caused it; then the broker's words and the fills.
 *
 * @throws MillraceError ORDER_UNKNOWN naming orders that the journal has.
 */
export const explain = (entries: readonly Entry[], orderId: string): readonly string[] => {
  const bySerial = new Map(entries.map((entry) => [entry.serial, entry]));
  const [command, order] = placed(entries, orderId);
  const because = order.because === '' ? [] : [`  because ${order.because}`];
  return [
    describeOrder(order),
    ...because,
    '',
    'why it was sent, backwards:',
    ...whyOf(command, bySerial).map((line) => `  ${line}`),
    '',
    'what became of it:',
    ...entries
      .filter((entry) => isAbout(entry, order, command))
      .flatMap((entry) => [
        describeEntry(entry),
        // Who changed it or took it back, and why: its own story, as far as it is about this order.
        ...(entry.kind === 'command' ? causesOf(entry, bySerial).map((line) => `  ${line}`) : []),
      ])
      .map((line) => `  ${line}`),
  ];
};

const placed = (entries: readonly Entry[], orderId: string): readonly [Entry, Order] => {
  const known: string[] = [];
  for (const entry of entries) {
    for (const order of ordersOf(entry)) {
      if (order.id === orderId) return [entry, order];
      known.push(order.id);
    }
  }
  throw new MillraceError('ORDER_UNKNOWN', {
    order: orderId,
    hint: didYouMean(orderId, known),
    count: known.length,
    known: known.slice(0, SHOWN_ORDERS).join(', ') || 'none',
  });
};

const SHOWN_ORDERS = 5;

const ordersOf = (entry: Entry): readonly Order[] => {
  if (entry.kind !== 'command' || entry.body.command.kind !== 'place') return [];
  const { order, children } = entry.body.command;
  return [order, ...children];
};

/** The order's way to the broker, backwards. */
const whyOf = (from: Entry, bySerial: ReadonlyMap<number, Entry>): readonly string[] => {
  const lines = [describeEntry(from), ...causesOf(from, bySerial)];
  if (lines.some((line) => line.startsWith('intent '))) return lines;
  return [...lines, 'no intent: the rule set itself placed it'];
};

/** Walks from an entry to its causes, each once, up to what came from outside. */
const causesOf = (from: Entry, bySerial: ReadonlyMap<number, Entry>): readonly string[] => {
  const lines: string[] = [];
  const seen = new Set<number>();
  const visit = (entry: Entry): void => {
    if (seen.has(entry.serial)) return;
    seen.add(entry.serial);
    lines.push(describeEntry(entry));
    if (entry.kind === 'intent') lines.push(`  because ${entry.body.intent.because}`);
    // What happened to another order is that order's own story: only the row that made it happen is told.
    const ends = entry.kind === 'fill' || entry.kind === 'order' || entry.kind === 'adjustment';
    for (const cause of entry.causes) {
      if (!('entry' in cause)) lines.push(describeOutside(cause));
      else if (!ends) follow(cause.entry);
    }
  };
  const follow = (serial: number): void => {
    const entry = bySerial.get(serial);
    if (entry) visit(entry);
    else lines.push(`entry ${serial}, which this journal does not hold`);
  };
  visit(from);
  return lines.slice(1);
};

const describeOutside = (cause: Exclude<Cause, { readonly entry: number }>): string => {
  if ('timer' in cause) return `timer of ${cause.pipeline}, due ${isoText(cause.timer)}`;
  if ('input' in cause) return `input ${cause.input} of the recording`;
  const { symbol, kind, at, n } = cause.row;
  return `${kind} ${n} of ${symbol}, known at ${isoText(at)}`;
};

const isAbout = (entry: Entry, { id }: Order, sent: Entry): boolean => {
  switch (entry.kind) {
    case 'order':
    case 'fill':
    case 'adjustment':
    case 'unfilled':
      return entry.body.order === id;
    case 'carried':
      return entry.body.orders.some((carried) => carried.id === id);
    case 'command':
      return entry.body.command.kind !== 'place' && entry.body.command.order === id;
    case 'approval':
    case 'refusal':
      // An order that the fill sizes passes risk a second time then, with its own command as the cause.
      return entry.causes.some((cause) => 'entry' in cause && cause.entry === sent.serial);
    default:
      return false;
  }
};
