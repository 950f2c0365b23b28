import { z } from 'zod';

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
} as const;

const NUMBERS = ['price', 'size', 'bid', 'ask', 'bidSize', 'askSize'] as const;

/** Where in the JSON of somebody else's topic what stands that an event is made of. */
export const kafkaMappingSchema = z
  .strictObject({
    kind: z.enum(['trade', 'quote']),
    time: timePlace,
    symbol: symbolPlace,
    price: numberPlace.exactOptional(),
    size: numberPlace.exactOptional(),
    bid: numberPlace.exactOptional(),
    ask: numberPlace.exactOptional(),
    bidSize: numberPlace.exactOptional(),
    askSize: numberPlace.exactOptional(),
  })
  .check(({ value, issues }) => {
    const { needed, known } = FIELDS[value.kind];
    const refuse = (name: (typeof NUMBERS)[number], message: string): void => {
      issues.push({ code: 'custom', input: value, path: [name], message });
    };
    for (const name of needed)
      if (value[name] === undefined) refuse(name, `is missing: a ${value.kind} has one`);
    for (const name of NUMBERS) {
      if (value[name] === undefined || known.some((one) => one === name)) continue;
      refuse(name, `means nothing to a ${value.kind}, which has ${known.join(', ')}`);
    }
  });
