// Starts what tests and a laptop need (a Kafka broker), says where it is, and stops it with Ctrl-C: what an
// address in the environment names is left alone, else Docker if it answers, else the machine's Java.
import { hasDocker, startComposeKafka } from './services/compose-kafka.js';
import { findKafkaLibs } from './services/kafka-libs.js';
import { startNativeKafka } from './services/native-kafka.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const start = async (): Promise<{ address: string; stop: () => void | Promise<void> }> => {
  if (hasDocker()) return await startComposeKafka();
  const libs = findKafkaLibs();
  if (libs !== undefined) return await startNativeKafka({ libs, ownerPid: process.pid });
  process.stderr.write('No Docker engine answers and no Kafka is here: npm run install:kafka brings one.\n');
  process.exit(1);
};

const given = process.env.MILLRACE_KAFKA__BROKERS || undefined;
if (given === undefined) {
  const { address, stop } = await start();
  say(`export MILLRACE_KAFKA__BROKERS=${address}`);
  say('Kafka runs until Ctrl-C.');
  // A timer that does nothing keeps this process for as long as somebody wants its services.
  const waiting = setInterval(() => undefined, 1 << 30);
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
  clearInterval(waiting);
  await stop();
} else {
  say(`MILLRACE_KAFKA__BROKERS says ${given}: nothing is started.`);
}
