import { symbolsOf } from '../data/ticks.js';
import { tradesTopic } from '../data/topic.js';
import { topicFloor } from '../floors/topic-floor.js';
import type { Case, Outcome, Wish } from '../outcome.js';
import { runEngine } from '../run-engine.js';

const run = (source: string, { symbols }: Wish): Promise<Outcome> =>
  runEngine({
    pipeline: 'sma-cross',
    source,
    param: [`symbols=${symbolsOf(symbols).join(',')}`, 'every=1m', 'fast=5', 'slow=15', 'size.quantity=10'],
  });

/** The backtest over the topic, once it is the backtest over the tape. */
const engine = async (data: string, wish: Wish): Promise<Outcome> => {
  const [topic = '', tape = ''] = data.split(' ');
  const ofTopic = await run(`kafka:${topic}`, wish);
  const ofTape = await run(`tape:${tape}`, wish);
  if (ofTopic.trades !== ofTape.trades || ofTopic.finalEquity !== ofTape.finalEquity) {
    throw new Error(`void, ${JSON.stringify(ofTopic)} is not ${JSON.stringify(ofTape)}`);
  }
  return { ...ofTopic, trades: 0, finalEquity: 0, journalBytes: null };
};

const common = {
  unit: 'ticks/s',
  engine,
  floor: (data: string, { rows }: Wish) => topicFloor(data.split(' ')[0] ?? '', rows),
  sum: null,
  trades: false,
} as const;

/** A topic of JSON, one trade a record: read to a tape and run over, beside a client that only counts. */
export const kafkaJson: Case = {
  ...common,
  name: 'kafka-json',
  wish: { seed: 1, symbols: 50, rows: 500_000 },
  prepare: tradesTopic('codec=json&partitions=4'),
};

/** The same of Arrow, a thousand trades a record. */
export const kafkaArrow: Case = {
  ...common,
  name: 'kafka-arrow',
  wish: { seed: 1, symbols: 50, rows: 5_000_000 },
  prepare: tradesTopic('codec=arrow&rows=1000&partitions=4'),
};
