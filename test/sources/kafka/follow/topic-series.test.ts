import { expect, it } from '@jest/globals';
import { topicSeries } from '../../../../src/sources/kafka/follow/topic-series.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { pricesOf, tradesOf } from '../replay/trades-of.js';
import { recordOfEvent, writeEvents, writeRecords } from '../replay/write-events.js';
import { connectionTo } from '../write/topic-content.js';
import { following, heardFrom, rowsOf, statesOf } from './following.js';

describeWithKafka('what is to be expected of a topic', (kafka) => {
  const seriesOf = (topic: string) => topicSeries(connectionTo(kafka.address()), { topic, mapping: null });

  it('is what lies in it, whatever else does; what comes beside it is a gap once', async () => {
    const topic = await kafka.topic({ partitions: 3 });
    const partitionOf = (_: unknown, n: number): number => n % 2;
    await writeRecords(kafka.client(), { topic }, [{ value: 'nobody knows' }]);
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(4, { symbol: 'B' }));
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(4, { symbol: 'A' }));
    const series = await seriesOf(topic);
    expect(series).toEqual([
      { symbol: 'A', kind: 'trade' },
      { symbol: 'B', kind: 'trade' },
    ]);
    const feed = following(`kafka:${topic}?follow`, { address: kafka.address(), series });
    await feed.next();
    const heard = heardFrom(feed, rowsOf(1));
    const strangers = tradesOf(3, { symbol: 'Z' }).map(recordOfEvent);
    await writeRecords(kafka.client(), { topic }, [...strangers, ...tradesOf(1).map(recordOfEvent)]);
    const came = await heard;
    expect(pricesOf(came.map(({ event }) => event).filter(({ kind }) => kind === 'trade'))).toEqual([1]);
    expect(statesOf(came)).toEqual([expect.stringContaining("gap: trade of 'Z' was not in the topic")]);
  });

  it('is nothing where it is empty', async () => {
    expect(await seriesOf(await kafka.topic())).toEqual([]);
  });
});
