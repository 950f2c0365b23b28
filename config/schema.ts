import { z } from 'zod';
import { calendarNames } from '../src/time/calendar.js';
import { isTimeZone } from '../src/time/zone.js';

const positive = z.number().positive();
const nonNegative = z.number().nonnegative();
const count = z.int().min(1);
const percent = z.number().positive().max(100);
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'must be three capital letters such as USD' });

/** A setting that may be left to the rule set; null says that nobody has set it. */
const unset = <S extends z.ZodType>(schema: S): z.ZodDefault<z.ZodNullable<S>> =>
  schema.nullable().default(null);

/** The simulated broker. What is null or false is the rule set's own choice. */
const broker = z.strictObject({
  /** Money at the start, in the base currency. */
  cash: positive,
  spreadBps: unset(nonNegative),
  /** Of the traded value; a negative one is a rebate. */
  commissionBps: unset(z.number().min(-1_000).lt(1_000)),
  /** Money per order. */
  commissionFixed: unset(nonNegative),
  /** Share of a position's value that it ties up: 0.5 is a leverage of two. */
  marginRatio: unset(z.number().positive().max(1)),
  tradeOnClose: z.boolean().default(false),
  exclusiveOrders: z.boolean().default(false),
  hedging: z.boolean().default(false),
  /** The smallest part of a unit that trades. */
  fractionalUnit: unset(z.number().positive().max(1)),
  finalizeTrades: z.boolean().default(false),
  matchOn: unset(z.enum(['finest', 'quotes', 'trades', 'bars'])),
  latencyMs: unset(nonNegative),
  /** Of the traded value. */
  maxCommissionPct: unset(z.number().nonnegative().max(100)),
  /** Money per unit; a negative one is a rebate. */
  commissionPerUnit: unset(z.number()),
  slippageBps: unset(nonNegative.max(10_000)),
  /** Points of the price, where slippageBps is 0. */
  slippagePoints: unset(nonNegative),
  slipOpen: unset(z.boolean()),
  slipMatch: unset(z.boolean()),
  slipLimit: unset(z.boolean()),
  slipOut: unset(z.boolean()),
  shortCash: unset(z.boolean()),
  checkSubmit: unset(z.boolean()),
  fees: unset(z.enum(['ibkr-fixed', 'ibkr-tiered'])),
  slippage: unset(z.enum(['volume-share', 'spread', 'square-root'])),
  /** Of the spread, of share² or of sigma x sqrt(share): what the law multiplies. */
  slippageCoefficient: unset(nonNegative),
});

/** Limits; null is none. Notionals are money in the base currency. */
const risk = z.strictObject({
  maxOrderQuantity: unset(positive),
  maxOrderNotional: unset(positive),
  maxPositionQuantity: unset(nonNegative),
  maxGrossNotional: unset(nonNegative),
  maxNetNotional: unset(nonNegative),
  maxOpenOrders: unset(count),
  maxOrdersPerMinute: unset(count),
  /** How far from the last price an order's price may be. */
  collarBps: unset(positive),
  maxDailyLossPct: unset(percent),
  maxDrawdownPct: unset(percent),
  /** The only symbols that may be traded. */
  symbols: unset(z.array(z.string().min(1)).min(1)),
  sessionOnly: z.boolean().default(false),
});

const report = z.strictObject({
  /** A rate per year (0.02 is two percent), or the path of a csv of rates. */
  riskFree: unset(z.union([z.number().gt(-1), z.string().min(1)])),
  /** The symbol that alpha, beta and tracking are measured against. */
  benchmark: unset(z.string().min(1)),
});

/** What is said of an instrument; what is not said is a US share's. */
const instrument = z
  .strictObject({
    assetClass: z.enum(['equity', 'etf', 'forex', 'future', 'option', 'crypto', 'index']),
    venue: z.string().min(1).nullable(),
    currency,
    multiplier: positive,
    tickSize: positive.nullable(),
    lotSize: positive,
    minQuantity: positive,
    calendar: z.enum(calendarNames).nullable(),
    timeZone: z.string().refine(isTimeZone, { error: 'must be an IANA time zone such as America/New_York' }),
    margin: z.strictObject({ initial: positive, maintenance: positive }).nullable(),
    settlement: z.enum(['cash', 'daily']),
  })
  .exactPartial();

/**
 * Every setting there is. Units stand in the names; an unknown key is an error. Values that a run starts
 * from stand in base.yaml, so that they are read where they are documented; here only what absence means.
 */
export const configSchema = z.strictObject({
  /** The rule set: laws of the simulated broker and formulas of the statistics. */
  rules: z.string().min(1),
  /** The base currency, in which cash and results are counted. */
  currency,
  broker,
  risk: risk.prefault({}),
  report: report.prefault({}),
  instruments: z.record(z.string().min(1), instrument).default({}),
});

/** A whole, checked configuration. */
export type Config = z.output<typeof configSchema>;
