import type { Intent, ProtectiveStop } from '../../domain/intent.js';
import type { OrderChange, OrderType, Side, TimeInForce } from '../../domain/order.js';

/** Whether a value is what a field may hold. */
type Check = (value: unknown) => boolean;
type Checks<T> = { readonly [K in keyof T]-?: Check };

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const truth: Check = (value) => typeof value === 'boolean';
const or =
  (nothing: null | undefined, check: Check): Check =>
  (value) =>
    value === nothing || check(value);

const oneOf = <T extends string>(...known: readonly T[]): Check => {
  const texts = new Set<unknown>(known);
  return (value) => texts.has(value);
};

const record = <T>(checks: Checks<T>): Check => {
  const table = Object.entries<Check>(checks);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const fields: Readonly<Record<string, unknown>> = { ...value };
    return table.every(([name, check]) => check(fields[name]));
  };
};

type IntentOf<K extends Intent['kind']> = Extract<Intent, { readonly kind: K }>;

const KINDS: { readonly [K in Intent['kind']]: Check } = {
  target: record<IntentOf<'target'>>({
    kind: text,
    symbol: text,
    quantity: or(null, number),
    weight: or(null, number),
    notional: or(null, number),
    rebalance: or(null, record({ toleranceWeight: number })),
    because: text,
  }),
  submit: record<IntentOf<'submit'>>({
    kind: text,
    key: text,
    symbol: text,
    side: oneOf<Side>('buy', 'sell'),
    quantity: or(null, number),
    fraction: or(null, number),
    type: oneOf<OrderType>('market', 'limit', 'stop', 'stop-limit'),
    limitPrice: or(null, number),
    stopPrice: or(null, number),
    timeInForce: oneOf<TimeInForce>('day', 'gtc', 'ioc', 'fok', 'gtd', 'open', 'close'),
    expiresAt: or(null, number),
    stopLoss: or(null, record<ProtectiveStop>({ stopPrice: number, limitPrice: or(null, number) })),
    takeProfit: or(null, record({ limitPrice: number })),
    oco: or(null, text),
    lot: or(null, text),
    reduceOnly: truth,
    outsideRth: truth,
    because: text,
  }),
  amend: record<IntentOf<'amend'>>({
    kind: text,
    key: text,
    change: record<OrderChange>({
      quantity: or(undefined, number),
      limitPrice: or(undefined, number),
      stopPrice: or(undefined, number),
    }),
    because: text,
  }),
  cancel: record<IntentOf<'cancel'>>({ kind: text, key: text, because: text }),
  close: record<IntentOf<'close'>>({
    kind: text,
    symbol: text,
    lot: or(null, text),
    portion: number,
    because: text,
  }),
};

/**
 * Whether a value has the shape of an intent. Files are run without a type check, so what a flow says may be
 * anything; whether its numbers make sense is risk's affair.
 */
export const isIntent = (value: unknown): value is Intent => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const { kind } = value;
  // What is asked first makes the cast true.
  return text(kind) && Object.hasOwn(KINDS, kind as string) && KINDS[kind as Intent['kind']](value);
};
