// Brings the jars of a Kafka broker by Maven, for machines without a Docker engine.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findKafkaLibs, KAFKA_VERSION, kafkaLibsFolder } from './services/kafka-libs.js';

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test.services</groupId><artifactId>kafka-broker</artifactId>
  <version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version>
  </dependency></dependencies>
</project>
`;

if (findKafkaLibs() === undefined) {
  mkdirSync(dirname(kafkaLibsFolder), { recursive: true });
  const folder = mkdtempSync(`${kafkaLibsFolder}-`);
  writeFileSync(join(folder, 'pom.xml'), pom);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=libs'];
  const { status } = spawnSync('mvn', ['-q', '-B', '-ntp', '-f', 'pom.xml', ...goal], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status === 0) {
    rmSync(kafkaLibsFolder, { recursive: true, force: true });
    renameSync(join(folder, 'libs'), kafkaLibsFolder);
  }
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = status ?? 1;
}
