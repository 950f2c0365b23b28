import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepts } from './accepts.js';
import { freePort } from './free-port.js';
import { KAFKA_USERS, type KafkaPorts, kafkaProperties } from './kafka-properties.js';

const JVM = [
  '-Xms64m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Djava.awt.headless=true',
];
const CLUSTER = 'AAAAAAAAAAAAAAAAAAAAAQ';

/** A broker that this process started, of the machine's Java. */
export interface NativeKafka {
  readonly ports: KafkaPorts;
  readonly address: string;
  /** All that it writes. */
  readonly folder: string;
  /** Its process; another one after a restart. */
  readonly pid: () => number;
  /** Its own certificate, where it has one. */
  readonly certificatePath: string;
  /** Ends it at once, in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same ports and data. */
  readonly restart: () => Promise<void>;
  /** Ends it in order and removes all that it wrote. */
  readonly stop: () => Promise<void>;
}

/** How a broker is started. */
export interface NativeKafkaPlan {
  /** The folder of its jars. */
  readonly libs: string;
  /** Whose end it does not outlive. */
  readonly ownerPid: number;
  /** Whether it also listens where passwords and certificates are asked for. */
  readonly secure?: boolean;
  /** Whether a test stands between it and those who come to `ports.proxy`. */
  readonly proxied?: boolean;
}

/** Starts a broker of its own, with ports and a folder of its own. */
export const startNativeKafka = async (plan: NativeKafkaPlan): Promise<NativeKafka> => {
  const { libs, ownerPid, secure, proxied } = plan;
  const folder = mkdtempSync(join(tmpdir(), 'millrace-kafka-'));
  const properties = join(folder, 'server.properties');
  const ports: KafkaPorts = {
    plaintext: await freePort(),
    controller: await freePort(),
    ...(secure ? { sasl: await freePort(), tls: await freePort() } : {}),
    ...(proxied ? { proxied: await freePort(), proxy: await freePort() } : {}),
  };
  writeFileSync(properties, kafkaProperties(folder, ports));
  const java = [...JVM, '-cp', `${libs}/*`];
  if (secure) makeCertificate(folder);
  const [user, password] = KAFKA_USERS.scram;
  const users = secure ? ['--add-scram', `SCRAM-SHA-256=[name=${user},password=${password}]`] : [];
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', properties, ...users];
  execFileSync('java', [...java, ...format], { stdio: 'pipe' });

  let broker: ChildProcess;
  const start = async (): Promise<void> => {
    const output = join(folder, 'output.txt');
    const file = openSync(output, 'a');
    const stdio = ['ignore', file, file] as const;
    broker = spawn('java', [...java, 'kafka.Kafka', properties], { detached: true, stdio: [...stdio] });
    closeSync(file);
    broker.unref();
    outlivesNobody({ ownerPid, pid: broker.pid ?? 0, folder });
    const isLost = (): string | undefined =>
      broker.exitCode === null
        ? undefined
        : `Kafka ended with ${broker.exitCode}: ${readFileSync(output, 'utf8')}`;
    await accepts(ports.plaintext, isLost);
  };
  const ended = (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> =>
    new Promise((resolve) => {
      if (broker.exitCode !== null || broker.signalCode !== null) return resolve();
      // Whoever stops it waits for it.
      broker.ref();
      broker.once('exit', () => resolve());
      broker.kill(signal);
    });
  await start();
  return {
    ports,
    address: `127.0.0.1:${ports.plaintext}`,
    folder,
    pid: () => broker.pid ?? 0,
    certificatePath: join(folder, 'cert.pem'),
    kill: () => ended('SIGKILL'),
    restart: start,
    stop: async () => {
      await ended('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A shell of its own ends a broker when its owner is gone, however that came about. */
const outlivesNobody = (of: { ownerPid: number; pid: number; folder: string }): void => {
  const both = `kill -0 ${of.ownerPid} && kill -0 ${of.pid}`;
  const end = `kill -0 ${of.ownerPid} || { kill -9 ${of.pid}; rm -rf '${of.folder}'; }`;
  const watch = `(while ${both}; do sleep 1; done; ${end}) 2>/dev/null`;
  spawn('sh', ['-c', watch], { detached: true, stdio: 'ignore' }).unref();
};

const makeCertificate = (folder: string): void => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650'];
  execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'pipe' });
  writeFileSync(join(folder, 'keystore.pem'), readFileSync(key, 'utf8') + readFileSync(cert, 'utf8'));
};
