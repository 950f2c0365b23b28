import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { accepts } from './accepts.js';
import { freePort } from './free-port.js';

const file = resolve(import.meta.dirname, '../../compose.yaml');

/** Whether a Docker engine answers here. */
export const hasDocker = (): boolean =>
  spawnSync('docker', ['info'], { timeout: 10_000, stdio: 'ignore' }).status === 0;

/**
 * Starts the services of compose.yaml under a project's name that nobody else has.
 *
 * @returns Where Kafka is, and how it is stopped.
 */
export const startComposeKafka = async (): Promise<{ address: string; stop: () => void }> => {
  const port = await freePort();
  const env = { ...process.env, MILLRACE_KAFKA_PORT: String(port) };
  const compose = ['compose', '-f', file, '-p', `millrace-${port}`];
  const stop = (): void => {
    spawnSync('docker', [...compose, 'down', '--volumes'], { env, stdio: 'inherit' });
  };
  const { status } = spawnSync('docker', [...compose, 'up', '--detach'], { env, stdio: 'inherit' });
  if (status !== 0) {
    stop();
    throw new Error(`docker compose up ended with ${String(status)}`);
  }
  const until = performance.now() + 60_000;
  await accepts(port, () => (performance.now() > until ? 'Kafka in Docker does not answer' : undefined));
  return { address: `127.0.0.1:${port}`, stop };
};
