import { z } from 'zod';

const whileMs = z.number().positive();

/** A broker in another process: what `millrace live` trades with. */
export const outsideSchema = z.strictObject({
  broker: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Where it is, such as scripted:venue.sock; --broker says the same.'),
  orderPrefix: z
    .string()
    .regex(/^[A-Za-z0-9]{1,8}$/, { error: 'must be one to eight letters and digits' })
    .nullable()
    .default(null)
    .describe('What orders are called there in front of their id, another for every run; null: drawn once.'),
  absentGraceMs: z
    .number()
    .nonnegative()
    .default(5_000)
    .describe('How far apart two snapshots must be that prove that an order is not there.'),
  snapshotMs: whileMs.default(30_000).describe('How often it is asked for all that it knows.'),
  unsettledSnapshotMs: whileMs.default(2_000).describe('The same while something is not settled.'),
  retryMs: whileMs.default(1_000).describe('How long after its line broke it is dialled again.'),
});
