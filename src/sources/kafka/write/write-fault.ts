import { messageOf } from '../../../domain/message-of.js';

/** What an error of kafkajs comes to for whoever writes. */
export type WriteFault =
  | { readonly kind: 'passing'; readonly reason: string }
  | { readonly kind: 'time' | 'refused'; readonly reason: string }
  | { readonly kind: 'unknown' };

const DEPTH_MAX = 5;

/**
 * Whether trying again can help. Only texts are taken out of what the client throws: its errors hold what it
 * sent. What is no error of the client, such as of a codec that fails, is never tried again.
 */
export const writeFault = (thrown: unknown): WriteFault => {
  let isClients = false;
  let depth = 0;
  for (let error = thrown; error && depth < DEPTH_MAX; error = Reflect.get(Object(error), 'cause')) {
    // Any field of anything may be asked for.
    const { name, type, retriable } = Object(error) as {
      name?: unknown;
      type?: unknown;
      retriable?: unknown;
    };
    const reason = messageOf(error);
    if (type === 'INVALID_TIMESTAMP') return { kind: 'time', reason };
    if (typeof type === 'string' && retriable === false && name === 'KafkaJSProtocolError') {
      return { kind: 'refused', reason };
    }
    isClients ||= typeof name === 'string' && name.startsWith('KafkaJS');
    depth += 1;
  }
  return isClients ? { kind: 'passing', reason: messageOf(thrown) } : { kind: 'unknown' };
};
