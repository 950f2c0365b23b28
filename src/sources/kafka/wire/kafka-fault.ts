import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { systemError } from '../../../domain/system-error.js';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/;
const LOGIN = /SASL|AUTHORIZATION|AUTHENTICATION/i;

/** Whether the client says it, and not a mistake of ours. */
export const isOfClient = (cause: unknown): boolean =>
  saidBy(cause).some(({ name }) => name.startsWith('KafkaJS'));

/** Where something went wrong. */
interface Place {
  readonly brokers: readonly string[];
  readonly topic: string;
}

/**
 * What cannot get better by trying again: a password or certificate that is refused, a topic that is not
 * there. Undefined for anything else. Texts of the client are copied, never its errors, which hold what it
 * sent.
 */
export const finalFault = (cause: unknown, { brokers, topic }: Place): MillraceError | undefined => {
  if (cause instanceof MillraceError) return cause;
  const said = saidBy(cause);
  const at = brokers.join(', ');
  if (said.some(({ type }) => type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'INVALID_TOPIC_EXCEPTION')) {
    return new MillraceError('KAFKA_TOPIC_UNKNOWN', { topic, brokers: at });
  }
  const refusal = said.find(
    ({ name, type, code }) => LOGIN.test(name) || LOGIN.test(type) || CERTIFICATE.test(code),
  );
  return refusal && new MillraceError('KAFKA_REFUSED', { brokers: at, reason: refusal.message });
};

/** What an error and those behind it say. */
const saidBy = (cause: unknown): readonly { name: string; type: string; code: string; message: string }[] => {
  const said = [];
  for (let error = cause, depth = 0; error && depth < 5; error = Reflect.get(Object(error), 'cause')) {
    // Any field of anything may be asked for.
    const { name, type } = Object(error) as { name?: unknown; type?: unknown };
    const { code } = systemError(error);
    said.push({ name: text(name), type: text(type), code: text(code), message: messageOf(error) });
    depth += 1;
  }
  return said;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
