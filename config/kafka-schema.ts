import { z } from 'zod';
import { kafkaMappingSchema } from './kafka-mapping-schema.js';

const milliseconds = z.int().min(1);

/** A password is never written where settings are: they are printed, stored and shown. */
const reference = z
  .string()
  // The message says nothing of what was written: it may be the secret itself.
  .refine((text) => /^(env|file):./.test(text), { error: 'must be env:NAME or file:PATH, never the secret' })
  .nullable()
  .default(null);

/** Where Kafka is, who we are there, and how long we wait. */
export const kafkaSchema = z.strictObject({
  brokers: z
    .array(z.string().regex(/^[^\s:/]+:\d{1,5}$/, { error: 'must be host:port' }))
    .default([])
    .describe('Some brokers of the cluster, host:port each; the others are found by them.'),
  saslMechanism: z
    .enum(['plain', 'scram-sha-256'])
    .nullable()
    .default(null)
    .describe('How a user logs in; null where nobody has to.'),
  saslUser: z.string().min(1).nullable().default(null).describe('The user who logs in.'),
  saslPassword: reference.describe('Where the password is: env:NAME or file:PATH.'),
  tls: z.boolean().default(false).describe('Connections are encrypted and the broker proves who it is.'),
  tlsCa: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('A PEM file of the authority that brokers are certified by; null is that of the system.'),
  connectTimeoutMs: milliseconds.default(3_000).describe('How long a connection may take to come about.'),
  requestTimeoutMs: milliseconds.default(30_000).describe('How long a broker may take to answer.'),
  retryForMs: z.int().min(0).default(60_000).describe('How long a cluster that is gone is waited for.'),
  stallMs: milliseconds
    .default(30_000)
    .describe('How long a partition may give nothing of what it has before that is an error.'),
  lateMs: z
    .number()
    .nonnegative()
    .default(0)
    .describe('By how much an event may come behind a later one of its partition and is put in order.'),
  late: z
    .enum(['fail', 'drop'])
    .default('fail')
    .describe('What becomes of an event that comes later than that.'),
  deadLetters: z
    .enum(['file', 'topic'])
    .default('file')
    .describe(
      'Records that cannot be read go to the file TOPIC.quarantine.jsonl, or to the topic TOPIC.dlq.',
    ),
  journalBacklogMb: z
    .int()
    .min(1)
    .default(1_024)
    .describe('How many megabytes of journal entries may wait on the disk for a topic that takes none.'),
  mappings: z
    .record(z.string().min(1), kafkaMappingSchema)
    .default({})
    .describe("By topic how somebody else's JSON becomes events."),
});
