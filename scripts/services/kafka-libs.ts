import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The one Kafka that tests and laptops run. */
export const KAFKA_VERSION = '4.3.1';

/** Where `npm run install:kafka` puts the jars of a broker. */
export const kafkaLibsFolder = resolve(
  import.meta.dirname,
  `../../node_modules/.cache/kafka-${KAFKA_VERSION}`,
);

/** The jars of a broker, where they have been brought and a Java is there to run them; else undefined. */
export const findKafkaLibs = (): string | undefined => {
  const isWhole =
    existsSync(kafkaLibsFolder) &&
    readdirSync(kafkaLibsFolder).includes(`kafka_2.13-${KAFKA_VERSION}.jar`) &&
    spawnSync('java', ['-version']).status === 0;
  return isWhole ? kafkaLibsFolder : undefined;
};
