/** Where a broker listens, by the name of the listener. */
export interface KafkaPorts {
  readonly plaintext: number;
  readonly controller: number;
  /** Absent where it asks for no password and has no certificate. */
  readonly sasl?: number;
  readonly tls?: number;
  /** A listener that sends clients on to another port, where a test stands in the way. */
  readonly proxied?: number;
  readonly proxy?: number;
}

/** Who may log in at the listener with passwords. */
export const KAFKA_USERS = { plain: ['bob', 'bob-pw'], scram: ['alice', 'alice-pw'] } as const;

/**
 * The properties of one broker that is its own controller: quick to start, quick to come back after a kill,
 * and never deleting what carries an old time.
 */
export const kafkaProperties = (folder: string, ports: KafkaPorts): string => {
  const listeners = [
    ['PLAINTEXT', ports.plaintext, 'PLAINTEXT'],
    ['CONTROLLER', ports.controller, 'PLAINTEXT'],
    ...(ports.sasl === undefined ? [] : [['SASLP', ports.sasl, 'SASL_PLAINTEXT'] as const]),
    ...(ports.tls === undefined ? [] : [['TLS', ports.tls, 'SSL'] as const]),
    ...(ports.proxied === undefined ? [] : [['PROXIED', ports.proxied, 'PLAINTEXT'] as const]),
  ] as const;
  const urls = listeners.map(([name, port]) => `${name}://127.0.0.1:${port}`);
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    listeners: urls.join(','),
    'advertised.listeners': urls
      .filter((url) => !url.startsWith('CONTROLLER'))
      .map((url) => (url.startsWith('PROXIED') ? `PROXIED://127.0.0.1:${ports.proxy}` : url))
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': listeners.map(([name, , protocol]) => `${name}:${protocol}`).join(','),
    'log.dirs': `${folder}/data`,
    ...SMALL,
    ...(ports.sasl === undefined ? {} : PASSWORDS),
    ...(ports.tls === undefined ? {} : certificate(folder)),
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
};

const SMALL = {
  'auto.create.topics.enable': 'false',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '1',
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '100',
  'num.network.threads': '2',
  'num.io.threads': '2',
  'background.threads': '2',
  'num.recovery.threads.per.data.dir': '1',
  'log.cleaner.threads': '1',
  'log.cleaner.dedupe.buffer.size': '2097152',
  'log.cleaner.backoff.ms': '500',
  // After a kill a broker waits until its former self counts as gone.
  'broker.session.timeout.ms': '1500',
  'broker.heartbeat.interval.ms': '250',
  // Record times are event times, and those of history are older than any retention.
  'log.retention.ms': '-1',
};

const PASSWORDS = {
  'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
  'listener.name.saslp.plain.sasl.jaas.config':
    'org.apache.kafka.common.security.plain.PlainLoginModule required ' +
    `user_${KAFKA_USERS.plain[0]}="${KAFKA_USERS.plain[1]}";`,
  'listener.name.saslp.scram-sha-256.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
};

const certificate = (folder: string): Readonly<Record<string, string>> => ({
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': `${folder}/keystore.pem`,
  'ssl.client.auth': 'none',
});
