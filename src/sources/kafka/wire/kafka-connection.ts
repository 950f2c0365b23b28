/** How a cluster is reached, checked and with its secrets at hand. */
export interface KafkaConnection {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly sasl: KafkaLogin | null;
  readonly tls: KafkaTls | null;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How long a cluster that is gone is waited for. */
  readonly retryForMs: number;
}

/** Who logs in. */
export interface KafkaLogin {
  readonly mechanism: 'plain' | 'scram-sha-256';
  readonly user: string;
  /** A function, so that nobody who prints what he holds prints it. */
  readonly password: () => string;
}

/** How a broker proves who it is. */
export interface KafkaTls {
  /** PEM of the authority; null is those of the system. */
  readonly ca: string | null;
}
