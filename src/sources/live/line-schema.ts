import { z } from 'zod';
import { parseEvery } from '../../domain/every.js';
import { isDateText } from '../../time/civil-date.js';
import { bidFault, ohlcFault, priceFault, sizeFault } from '../kafka/codec/row-faults.js';
import { readInstant } from '../read-instant.js';
import { isTooDeep, LEVELS_MAX } from './is-too-deep.js';

/** Before this nobody had a feed, and calendars end after it: such a time is of another unit. */
const [EARLIEST, LATEST] = [Date.UTC(1971, 0, 1), Date.UTC(2199, 0, 1)];

const instant = z.union([z.number(), z.string()], { error: 'is no time' }).transform((said, context) => {
  const at = typeof said === 'number' ? said : readInstant(said, 'UTC');
  if (at !== null && at >= EARLIEST && at <= LATEST) return at;
  const wanted = 'is no time such as 2014-05-05T13:30:00Z, nor epoch milliseconds';
  context.addIssue({ code: 'custom', message: `${wanted} between 1971 and 2198` });
  return z.NEVER;
});

type Fault = (name: string, value: number) => string | null;

/** A number by the rules of every source, whose sentence names the field itself. */
const checked = (name: string, fault: Fault) =>
  z
    .number({ error: ({ input }) => (input === undefined ? `${name} is missing` : `${name} is no number`) })
    .superRefine((value, context) => {
      const message = fault(name, value);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });

const size = (name: string) => checked(name, sizeFault).nullish().default(null);

const prices = {
  open: checked('open', priceFault),
  high: checked('high', priceFault),
  low: checked('low', priceFault),
  close: checked('close', priceFault),
};

type Prices = Readonly<Record<keyof typeof prices, number>>;

const fitting = (said: Prices, context: z.RefinementCtx): void => {
  const message = ohlcFault({ open: said.open, high: said.high, low: said.low, close: said.close });
  if (message !== null) context.addIssue({ code: 'custom', message });
};

const side = z.object(prices).superRefine(fitting).nullish().default(null);
const symbol = z.string({ error: 'symbol is no text' }).min(1, 'symbol is empty');
const anySymbol = z.string({ error: 'symbol is no text' }).default('');
const times = { at: instant.optional(), happenedAt: instant.optional() };

const bar = z
  .object({
    kind: z.literal('bar'),
    symbol,
    at: instant.optional(),
    start: instant.optional(),
    sessionDate: z.string().refine(isDateText, 'sessionDate is no date such as 2014-05-05').optional(),
    every: z.string({ error: 'every is no text' }).refine(parseEvery, 'every is no length such as 1m'),
    ...prices,
    volume: size('volume'),
    bid: side,
    ask: side,
  })
  .superRefine(fitting);

/** One line: a market event whose times may be left out. Fields of others are passed over. */
export const lineSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('trade'),
      symbol,
      ...times,
      price: checked('price', priceFault),
      size: size('size'),
    }),
    z.object({
      kind: z.literal('quote'),
      symbol,
      ...times,
      bid: checked('bid', bidFault),
      ask: checked('ask', priceFault),
      bidSize: size('bidSize'),
      askSize: size('askSize'),
    }),
    bar,
    z.object({
      kind: z.literal('status'),
      symbol: anySymbol,
      ...times,
      state: z.enum(['gap', 'halted', 'trading'], { error: 'state is none of gap, halted, trading' }),
      detail: z.string({ error: 'detail is no text' }).default(''),
    }),
    z.object({
      kind: z.literal('event'),
      name: z.string({ error: 'name is no text' }),
      symbol: anySymbol,
      ...times,
      data: z
        .unknown()
        .refine((data) => !isTooDeep(data), `data is nested deeper than ${LEVELS_MAX} levels`)
        .default(null),
    }),
  ],
  { error: 'kind is none of trade, quote, bar, status, event' },
);

/** What a line said. */
export type LineSaid = z.output<typeof lineSchema>;
