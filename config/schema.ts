import { z } from 'zod';
import { calendarNames } from '../src/time/calendar.js';
import { isTimeZone } from '../src/time/zone.js';
import { kafkaSchema } from './kafka-schema.js';
import { outsideSchema } from './outside-schema.js';

const positive = z.number().positive();
const nonNegative = z.number().nonnegative();
const count = z.int().min(1);
const percent = z.number().positive().max(100);
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'must be three capital letters such as USD' });

/** A setting that may be left to the rule set; null says that nobody has set it. */
const unset = <S extends z.ZodType>(schema: S, meaning: string): z.ZodDefault<z.ZodNullable<S>> =>
  schema.nullable().default(null).describe(meaning);

const off = (meaning: string): z.ZodDefault<z.ZodBoolean> => z.boolean().default(false).describe(meaning);

/** The simulated broker. What is null or false is the rule set's own choice. */
const broker = z.strictObject({
  cash: positive.describe('Money at the start, in the base currency.'),
  spreadBps: unset(nonNegative, 'From bid to ask, where the rows do not know it.'),
  commissionBps: unset(
    z.number().min(-1_000).lt(1_000),
    'Commission of the traded value; a negative one is a rebate.',
  ),
  commissionFixed: unset(nonNegative, 'Commission per order, as money.'),
  marginRatio: unset(
    z.number().positive().max(1),
    "Share of a position's value that it ties up: 0.5 is a leverage of two.",
  ),
  tradeOnClose: off('Orders fill at the close of the bar they were made at, not at the next open.'),
  exclusiveOrders: off('A new order cancels the others of its symbol and closes what is held in it.'),
  hedging: off('A symbol may be held long and short at once.'),
  fractionalUnit: unset(z.number().positive().max(1), 'The smallest part of a unit that trades.'),
  finalizeTrades: off('What is held is closed with the last bar.'),
  matchOn: unset(z.enum(['finest', 'quotes', 'trades', 'bars']), 'Which rows of a symbol fill its orders.'),
  latencyMs: unset(nonNegative, 'How long orders and changes take to arrive, on quotes and trades.'),
  maxCommissionPct: unset(
    z.number().nonnegative().max(100),
    'The most that a commission may be, of the traded value.',
  ),
  commissionPerUnit: unset(z.number(), 'Commission per unit, as money; a negative one is a rebate.'),
  slippageBps: unset(nonNegative.max(10_000), 'How far fills slip against whoever trades.'),
  slippagePoints: unset(nonNegative, 'The same in points of the price, where slippageBps is 0.'),
  slipOpen: unset(z.boolean(), 'Fills at the open slip too.'),
  slipMatch: unset(
    z.boolean(),
    'A price that slips out of its bar is drawn back to it; else the order waits.',
  ),
  slipLimit: unset(z.boolean(), 'The same for limit orders, where slipMatch says no.'),
  slipOut: unset(z.boolean(), 'A price that slips out of its bar is taken as it is.'),
  shortCash: unset(z.boolean(), 'Selling short brings cash.'),
  checkSubmit: unset(z.boolean(), 'New orders are held against the cash before they work.'),
  fees: unset(z.enum(['ibkr-fixed', 'ibkr-tiered']), 'The price list by which fills are charged.'),
  slippage: unset(
    z.enum(['volume-share', 'spread', 'square-root']),
    'The law by which an order moves the price against itself.',
  ),
  slippageCoefficient: unset(
    nonNegative,
    'What that law multiplies: the spread, share² or sigma x sqrt(share).',
  ),
});

/** Limits; null is none. Notionals are money in the base currency. */
const risk = z.strictObject({
  maxOrderQuantity: unset(positive, 'Units of one order.'),
  maxOrderNotional: unset(positive, 'Money, at the most that one order can be worth.'),
  maxPositionQuantity: unset(nonNegative, 'Units that the account may hold of one symbol.'),
  maxGrossNotional: unset(nonNegative, 'Money in positions of all symbols, their signs left out.'),
  maxNetNotional: unset(nonNegative, 'Money in positions of all symbols, long and short set off.'),
  maxOpenOrders: unset(count, 'Orders of the account that may still fill, exits of brackets among them.'),
  maxOrdersPerMinute: unset(count, 'Orders and amendments that the account sends.'),
  collarBps: unset(positive, "How far from the last price an order's price may be."),
  maxDailyLossPct: unset(percent, "Of the account's equity at the end of the session before."),
  maxDrawdownPct: unset(percent, "Of the account's highest equity; holds for the rest of the run."),
  symbols: unset(z.array(z.string().min(1)).min(1), 'The only symbols that may be traded.'),
  sessionOnly: off("Orders are accepted only while their symbol's session is open."),
});

/** A run on the wall's clock: its door, its recording, its end. */
const live = z.strictObject({
  queueRows: count
    .default(65_536)
    .describe('Rows that may wait at the door, besides those that came with the last of them.'),
  whenFull: z
    .enum(['block', 'conflate', 'drop'])
    .default('block')
    .describe(
      'What a full door does: hold the source up, keep the newest quotes, or let rows go with a gap.',
    ),
  sliceRows: count.default(1_024).describe('Rows that are taken before others have their turn.'),
  flushMs: nonNegative.default(20).describe('How long what was heard may wait for the disk.'),
  backlogBytes: count.default(67_108_864).describe('Bytes that may wait for the disk; then the door waits.'),
  marketFileBytes: count.default(268_435_456).describe('Bytes after which a new file of rows is begun.'),
  finishedOrders: z
    .int()
    .min(1_000)
    .default(50_000)
    .describe('Orders that are over and still known; what a broker says of older ones is not booked.'),
  stopOrders: z
    .enum(['keep', 'cancel'])
    .default('keep')
    .describe('What becomes of working orders when the run is told to end.'),
});

const report = z.strictObject({
  riskFree: unset(
    z.union([z.number().gt(-1), z.string().min(1)]),
    'A rate per year (0.02 is two percent), or the path of a csv of rates.',
  ),
  benchmark: unset(z.string().min(1), 'The symbol that alpha, beta and tracking are measured against.'),
});

/** What is said of an instrument; what is not said is a US share's. */
const instrument = z
  .strictObject({
    assetClass: z.enum(['equity', 'etf', 'forex', 'future', 'option', 'crypto', 'index']),
    venue: z.string().min(1).nullable(),
    currency: currency.describe('The currency of its price, its P&L and its fees.'),
    multiplier: positive.describe('Money per point of price and unit of quantity.'),
    tickSize: positive.nullable().describe('The grid of prices; null where none is known.'),
    lotSize: positive.describe('The grid of quantities.'),
    minQuantity: positive,
    calendar: z
      .enum(calendarNames)
      .nullable()
      .describe('The exchange calendar; null trades around the clock.'),
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'must be an IANA time zone such as America/New_York' })
      .describe('The zone of its days, such as America/New_York.'),
    margin: z
      .strictObject({ initial: positive, maintenance: positive })
      .nullable()
      .describe('Money per unit that an open position ties up; null is its full notional.'),
    settlement: z
      .enum(['cash', 'daily'])
      .describe('daily: gains and losses are paid every day, as of a future.'),
  })
  .exactPartial();

/**
 * Every setting there is. Units stand in the names; an unknown key is an error. Values that a run starts
 * from stand in base.yaml; here is what absence means. Editors and `config show` show the descriptions.
 */
export const configSchema = z.strictObject({
  rules: z
    .string()
    .min(1)
    .describe('The rule set: laws of the simulated broker, formulas of the statistics.'),
  currency: currency.describe('The base currency, in which cash and results are counted.'),
  broker,
  risk: risk.prefault({}),
  report: report.prefault({}),
  live: live.prefault({}),
  outside: outsideSchema.prefault({}),
  kafka: kafkaSchema.prefault({}),
  instruments: z
    .record(z.string().min(1), instrument)
    .default({})
    .describe('By symbol what differs from a US share.'),
});

/** A whole, checked configuration. */
export type Config = z.output<typeof configSchema>;
