import { readFileSync } from 'node:fs';
import type { Config } from '../../config/schema.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { KafkaConnection, KafkaLogin } from '../sources/kafka/wire/kafka-connection.js';

/**
 * How settings say that a cluster is reached; secrets come from where they point.
 *
 * @throws MillraceError KAFKA_SECRET_MISSING.
 */
export const kafkaConnectionOf = (
  { kafka }: Pick<Config, 'kafka'>,
  environment = process.env,
): KafkaConnection => ({
  brokers: kafka.brokers,
  sasl: loginOf(kafka, environment),
  tls: kafka.tls ? { ca: kafka.tlsCa === null ? null : fileText('tlsCa', kafka.tlsCa) } : null,
  connectTimeoutMs: kafka.connectTimeoutMs,
  requestTimeoutMs: kafka.requestTimeoutMs,
  retryForMs: kafka.retryForMs,
});

const loginOf = (
  { saslMechanism, saslUser, saslPassword }: Config['kafka'],
  environment: NodeJS.ProcessEnv,
): KafkaLogin | null => {
  if (saslMechanism === null) return null;
  if (saslUser === null) throw missing('saslUser', 'kafka.saslUser', 'it says nothing');
  if (saslPassword === null) throw missing('saslPassword', 'kafka.saslPassword', 'it says nothing');
  const password = secretAt(saslPassword, environment);
  return { mechanism: saslMechanism, user: saslUser, password: () => password };
};

const secretAt = (reference: string, environment: NodeJS.ProcessEnv): string => {
  const name = reference.slice(reference.indexOf(':') + 1);
  // A file ends with a line's end that belongs to nobody's password.
  if (reference.startsWith('file:')) return fileText('saslPassword', name).replace(/\r?\n$/, '');
  const text = environment[name];
  if (text === undefined) throw missing('saslPassword', reference, 'that is not set');
  return text;
};

const fileText = (setting: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw missing(setting, path, `that cannot be read: ${messageOf(cause)}`);
  }
};

const missing = (setting: string, place: string, reason: string): MillraceError =>
  new MillraceError('KAFKA_SECRET_MISSING', { setting, place, reason });
