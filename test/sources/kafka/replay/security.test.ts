import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import { KAFKA_USERS } from '../../../../scripts/services/kafka-properties.js';
import type { KafkaConnection } from '../../../../src/sources/kafka/wire/kafka-connection.js';
import { describeWithOwnKafka } from '../../../kafka/own-kafka.js';
import { replayed } from './replayed.js';
import { pricesOf, tradesOf } from './trades-of.js';
import { writeEvents } from './write-events.js';

describeWithOwnKafka('a broker that asks who comes', { secure: true }, (kafka) => {
  let topic = '';
  beforeAll(async () => {
    topic = await kafka.topic();
    await writeEvents(kafka.client(), { topic }, tradesOf(3));
  });
  const at = (port: number | undefined) => `127.0.0.1:${port}`;
  const replay = (address: string, connection: Partial<KafkaConnection>) =>
    replayed(`kafka:${topic}`, { address, connection: { retryForMs: 1_000, ...connection } });
  const login = (mechanism: 'plain' | 'scram-sha-256', [user, password]: readonly string[]) => ({
    sasl: { mechanism, user: user ?? '', password: () => password ?? '' },
  });

  it.each(['plain', 'scram-sha-256'] as const)('lets in who knows the password (%s)', async (mechanism) => {
    const who = mechanism === 'plain' ? KAFKA_USERS.plain : KAFKA_USERS.scram;
    const { events } = await replay(at(kafka.broker().ports.sasl), login(mechanism, who));
    expect(pricesOf(events)).toEqual([1, 2, 3]);
  });

  it('refuses a wrong password at once, and the message does not have it', async () => {
    const failure = replay(at(kafka.broker().ports.sasl), login('plain', ['bob', 'hunter2']));
    await expect(failure).rejects.toThrow(
      'Check kafka.saslMechanism, saslUser, saslPassword, tls and tlsCa.',
    );
    await expect(failure).rejects.not.toThrow('hunter2');
  });

  it('says that it closes the connection where nobody logs in', async () => {
    await expect(replay(at(kafka.broker().ports.sasl), {})).rejects.toThrow('could be used for 1 s: ');
  });

  it('is believed by its own authority, and by no other', async () => {
    const address = at(kafka.broker().ports.tls);
    const ca = readFileSync(kafka.broker().certificatePath, 'utf8');
    expect(pricesOf((await replay(address, { tls: { ca } })).events)).toEqual([1, 2, 3]);
    await expect(replay(address, { tls: { ca: null } })).rejects.toThrow(
      /refused us: .*self-signed certificate/,
    );
  });

  it('is not spoken to in plain where it is encrypted', async () => {
    await expect(replay(at(kafka.broker().ports.tls), {})).rejects.toThrow('could be used for 1 s: ');
  });
});
