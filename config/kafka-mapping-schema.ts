import { z } from 'zod';
import { parseEvery } from '../src/domain/every.js';
import { isTimeZone } from '../src/time/zone.js';

const path = z
  .string()
  .min(1)
  .describe('Where it stands in the JSON: keys from the outside in with dots between, such as data.0.price.');

const as = z.enum(['number', 'text']).default('number').describe('Whether it is written as 1.5 or as "1.5".');

const numberPlace = z.strictObject({ path, as });

const symbolPlace = z.union([
  z.strictObject({ path }),
  z.strictObject({ constant: z.string().min(1) }).describe('All records are of this symbol.'),
  z.strictObject({ fromKey: z.literal(true) }).describe("The record's key is the symbol."),
]);

const timePlace = z.union([
  z.strictObject({
    path,
    unit: z.enum(['s', 'ms', 'us', 'ns', 'iso']).describe('Since 1970 in such units, or ISO 8601.'),
    as,
  }),
  z.strictObject({ ofRecord: z.literal(true) }).describe("The record's own time, whole milliseconds."),
]);

const FIELDS = {
  trade: { needed: ['price'], known: ['price', 'size'] },
  quote: { needed: ['bid', 'ask'], known: ['bid', 'ask', 'bidSize', 'askSize'] },
  bar: {
    needed: ['every', 'open', 'high', 'low', 'close'],
    known: ['every', 'stamp', 'tz', 'open', 'high', 'low', 'close', 'volume'],
  },
} as const;

const numbers = {
  price: numberPlace.exactOptional(),
  size: numberPlace.exactOptional(),
  bid: numberPlace.exactOptional(),
  ask: numberPlace.exactOptional(),
  bidSize: numberPlace.exactOptional(),
  askSize: numberPlace.exactOptional(),
  open: numberPlace.exactOptional(),
  high: numberPlace.exactOptional(),
  low: numberPlace.exactOptional(),
  close: numberPlace.exactOptional(),
  volume: numberPlace.exactOptional(),
};

const ofBars = {
  every: z
    .string()
    .refine((text) => parseEvery(text) !== undefined, {
      error: 'must be a length such as 1s 5m 1h 1d 1w 1mo',
    })
    .exactOptional()
    .describe('How long bars are.'),
  stamp: z
    .enum(['start', 'end'])
    .exactOptional()
    .describe('Which end of a bar its time stands for; start if nothing is said.'),
  tz: z
    .string()
    .refine(isTimeZone, { error: 'must be an IANA time zone such as America/New_York' })
    .exactOptional()
    .describe('The zone whose dates are the days of bars; UTC if nothing is said.'),
};

const parts = { ...numbers, ...ofBars };
type Part = keyof typeof parts;
const PARTS = Object.keys(parts) as Part[]; // its own keys

/** Where in the JSON of somebody else's topic what stands that an event is made of. */
export const kafkaMappingSchema = z
  .strictObject({
    kind: z.enum(['trade', 'quote', 'bar']),
    time: timePlace,
    symbol: symbolPlace,
    ...parts,
  })
  .check(({ value, issues }) => {
    const { needed, known } = FIELDS[value.kind];
    const refuse = (name: Part, message: string): void => {
      issues.push({ code: 'custom', input: value, path: [name], message });
    };
    for (const name of needed)
      if (value[name] === undefined) refuse(name, `is missing: a ${value.kind} has one`);
    for (const name of PARTS) {
      if (value[name] === undefined || known.some((one) => one === name)) continue;
      refuse(name, `means nothing to a ${value.kind}, which has ${known.join(', ')}`);
    }
  });
