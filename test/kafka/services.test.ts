import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clientOf, describeWithKafka } from './with-kafka.js';

const script = resolve(import.meta.dirname, '../../scripts/services.ts');

describeWithKafka('a broker for tests', (kafka) => {
  it('keeps what is written to a topic, however old it says it is', async () => {
    const topic = await kafka.topic({ partitions: 2 });
    const producer = kafka.client().producer({ createPartitioner: () => () => 1 });
    await producer.connect();
    await producer.send({ topic, messages: [{ value: 'one', timestamp: '0' }, { value: 'two' }] });
    await producer.disconnect();
    const admin = kafka.client().admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    expect(offsets.map(({ partition, low, high }) => [partition, low, high])).toEqual(
      expect.arrayContaining([
        [0, '0', '0'],
        [1, '0', '2'],
      ]),
    );
  });

  it('is started by npm run services, which says where, and ends it with itself', async () => {
    const { MILLRACE_KAFKA__BROKERS: _, ...env } = process.env;
    const services = spawn('node_modules/.bin/jiti', [script], { env });
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      services.stdout.on('data', (data: Buffer) => {
        text += data.toString();
        const said = /MILLRACE_KAFKA__BROKERS=(\S+)/.exec(text)?.[1];
        if (said !== undefined) resolve(said);
      });
      services.once('exit', () => reject(new Error(text)));
    });
    const admin = clientOf(address).admin();
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toHaveLength(1);
    await admin.disconnect();
    services.kill('SIGINT');
    expect(await new Promise((resolve) => services.once('exit', resolve))).toBe(0);
    const gone = clientOf(address).admin({ retry: { retries: 0 } });
    await expect(gone.connect()).rejects.toThrow('ECONNREFUSED');
  });
});

describe('npm run services', () => {
  it('starts nothing where an address is given', async () => {
    const env = { ...process.env, MILLRACE_KAFKA__BROKERS: 'elsewhere:9092' };
    const services = spawn('node_modules/.bin/jiti', [script], { env });
    let text = '';
    services.stdout.on('data', (data: Buffer) => (text += data.toString()));
    await new Promise((resolve) => services.once('exit', resolve));
    expect(text).toBe('MILLRACE_KAFKA__BROKERS says elsewhere:9092: nothing is started.\n');
  });
});
