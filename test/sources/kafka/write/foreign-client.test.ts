import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { findPython } from '../../../../scripts/find-python.js';
import { publishRows } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';
import { describeNeeding } from '../../../describe-needing.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { tradesOf } from '../replay/trades-of.js';
import { tapeOf, tapeSource } from './source-of.js';
import { connectionTo } from './topic-content.js';

const COUNT = 1_000;
const SYMBOLS = ['A', 'B', 'C', 'Dé'];
const TRADES = tradesOf(COUNT).map((trade, n) => ({ ...trade, symbol: SYMBOLS[(n + (n >> 3)) % 4] ?? '' }));

/** Reads topics as anybody would, and prints of each record what its headers, key and value say. */
const SCRIPT = `
import json, sys
import pyarrow.ipc
from confluent_kafka import Consumer, TopicPartition

def rows(message, headers):
    if headers['content-type'] == 'application/json':
        return [json.loads(message.value())['price']]
    table = pyarrow.ipc.open_stream(message.value()).read_all()
    return table.column('price').to_pylist()

consumer = Consumer({
    'bootstrap.servers': sys.argv[1],
    'group.id': 'nobody',
    'enable.auto.commit': False,
    'check.crcs': True,
    'isolation.level': 'read_committed',
})
said = {}
for topic in sys.argv[2:]:
    partitions = consumer.list_topics(topic, 10).topics[topic].partitions
    places = [TopicPartition(topic, number, 0) for number in partitions]
    left = sum(consumer.get_watermark_offsets(place, 10)[1] for place in places)
    consumer.assign(places)
    said[topic] = []
    while len(said[topic]) < left:
        message = consumer.poll(10)
        if message is None or message.error():
            sys.exit(f'{topic}: {message and message.error()} after {len(said[topic])} of {left}')
        headers = {name: value.decode() for name, value in message.headers()}
        said[topic].append({
            'partition': message.partition(),
            'sequence': int(headers['millrace-seq']),
            'schema': headers['schema'],
            'symbols': [headers['symbol'], message.key().decode()],
            'prices': rows(message, headers),
        })
    consumer.unassign()
consumer.close()
print(json.dumps(said))
`;

interface Seen {
  readonly partition: number;
  readonly sequence: number;
  readonly schema: string;
  readonly symbols: readonly [header: string, key: string];
  readonly prices: readonly number[];
}

const python = findPython('pyarrow', 'confluent_kafka');
const need = {
  found: python?.command,
  missing: 'no Python with confluent-kafka; npm run install:python brings it where there is a Python',
};

describeNeeding('a client of librdkafka', need, (command) => {
  describeWithKafka('over topics of ours', (kafka) => {
    const plans = [
      'partitions=1',
      'partitions=4&compression=gzip',
      'partitions=3&codec=arrow&rows=17&compression=zstd',
    ];
    const topics = plans.map((_, n) => `foreign-${process.pid}-${n}`);

    it('counts millrace-seq without a hole or a number twice, and reads what is in them', async () => {
      // Numbers go on from one ingest to the next.
      for (const [from, to] of [
        [0, 700],
        [700, COUNT],
      ] as const) {
        const tape = await tapeOf(TRADES.slice(from, to));
        for (const [n, plan] of plans.entries()) {
          await publishRows({
            source: tapeSource(tape),
            target: readTopicTarget(`kafka:${topics[n]}?${plan}`),
            connection: connectionTo(kafka.address()),
            onRecords: () => undefined,
          });
        }
      }
      const child = spawn(command, ['-c', SCRIPT, kafka.address(), ...topics], { env: python?.env });
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      if (child.exitCode === null) await once(child, 'exit');
      expect(stderr).toBe('');
      const said = JSON.parse(stdout) as Record<string, readonly Seen[]>; // as the script prints it
      for (const topic of topics) {
        const seen = said[topic] ?? [];
        const sequences = seen.map(({ sequence }) => sequence).sort((a, b) => a - b);
        expect(sequences).toEqual(sequences.map((_, place) => place));
        expect(seen.every(({ schema }) => schema === 'millrace-event/1.0')).toBe(true);
        const prices = seen.flatMap((record) => record.prices).sort((a, b) => a - b);
        expect(prices).toEqual(TRADES.map(({ price }) => price));
        for (const { symbols, prices } of seen) {
          const own = TRADES[(prices[0] ?? 0) - 1]?.symbol;
          expect(symbols).toEqual([own, own]);
        }
        const places = new Set(seen.map(({ partition, symbols: [symbol] }) => `${symbol} in ${partition}`));
        expect(places.size).toBe(SYMBOLS.length);
      }
    });
  });
});
