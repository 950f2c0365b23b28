import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Message } from 'kafkajs';
import { readRecording } from '../../../../src/recording/read-recording.js';
import type { DeadLetter } from '../../../../src/sources/kafka/bad/dead-letter.js';
import { LetterBox } from '../../../../src/sources/kafka/bad/letter-box.js';
import { LetterFile } from '../../../../src/sources/kafka/bad/letter-file.js';
import { LetterTopic } from '../../../../src/sources/kafka/bad/letter-topic.js';
import { headersOf } from '../../../../src/sources/kafka/codec/read-headers.js';
import type { Place } from '../../../../src/sources/live/live-feed.js';
import { wallClock } from '../../../../src/time/wall-clock.js';
import { paperHere } from '../../../cli/live/paper-here.js';
import { RESTLESS } from '../../../cli/restless.js';
import { scratch } from '../../../cli/scratch.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { tradesOf } from '../replay/trades-of.js';
import { recordOfEvent, writeRecords } from '../replay/write-events.js';
import { connectionTo, lookAt } from '../write/topic-content.js';
import { following, heardFrom, placeAfter, rowsOf, statesOf } from './following.js';

const { path, write } = scratch();

const [JSON_CUT, NO_PRICE] = ['{"kind":"trade"', '{"kind":"trade","symbol":"A","price":"9"}'];

const GOOD = 13;

/** Good ones, and a bad one behind every third. */
const recordsOf = (): readonly Message[] =>
  tradesOf(GOOD).flatMap((trade, n) => {
    const good = recordOfEvent(trade, n);
    if (n % 3 < 2) return [good];
    return [good, { ...good, key: 'k', value: n % 2 === 0 ? JSON_CUT : NO_PRICE }];
  });
const BAD_AT = [3, 7, 11, 15];

const linesIn = (file: string): readonly DeadLetter[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DeadLetter);

describeWithKafka('records that cannot be read of a topic that is followed', (kafka) => {
  const written = async (records = recordsOf()): Promise<string> => {
    const topic = await kafka.topic();
    for (const record of records) await writeRecords(kafka.client(), { topic, batch: 3 }, [record]);
    return topic;
  };
  /** A few rows a life, of which each life may lose the last ones. */
  const lives = async (topic: string, letters: () => LetterBox): Promise<readonly string[]> => {
    let after: Place | null = null;
    const recorded = [];
    for (const [rows, kept] of [
      [4, 4],
      [3, 2],
      [4, 0],
      [GOOD, 99],
    ] as const) {
      const query = 'follow&from=begin&symbols=A,B,C&kinds=trade';
      const feed = following(`kafka:${topic}?${query}`, {
        address: kafka.address(),
        after,
        letters: letters(),
      });
      const sofar = recorded.filter(({ event }) => event.kind === 'trade').length;
      const heard = await heardFrom(feed, rowsOf(Math.min(rows, GOOD - sofar)));
      recorded.push(...heard.slice(0, kept));
      after = placeAfter(feed, recorded);
    }
    return statesOf(recorded);
  };

  it('stand in a file once each, however often a run is killed', async () => {
    const topic = await written();
    const file = path(`${topic}.quarantine.jsonl`);
    let life = 0;
    const states = await lives(topic, () => {
      life += 1;
      // A process may be killed while it writes a line.
      if (life === 3) appendFileSync(file, '{"topic":"half a line');
      return new LetterBox({ topic, place: new LetterFile(file), limit: null });
    });
    const lines = linesIn(file);
    expect(lines.map(({ offset }) => offset)).toEqual(BAD_AT);
    expect(lines.map(({ value }) => Buffer.from(value ?? '', 'base64').toString())).toEqual([
      JSON_CUT,
      NO_PRICE,
      JSON_CUT,
      NO_PRICE,
    ]);
    expect(lines[0]).toMatchObject({ topic, partition: 0, key: Buffer.from('k').toString('base64') });
    expect(states).toEqual(
      lines.map(({ offset, reason }) => `gap: partition 0 of ${topic}, offset ${offset}: ${reason}`),
    );
  });

  it('stand in a topic once each, with place and reason', async () => {
    const topic = await written();
    const connection = connectionTo(kafka.address());
    const plan = { connection, topic: `${topic}.dlq`, stallMs: 10_000 };
    await lives(topic, () => new LetterBox({ topic, place: new LetterTopic(plan), limit: null }));
    const letters = await lookAt({ address: kafka.address(), topic: plan.topic }, (record) => ({
      value: record.bytes.toString('utf8', record.valueStart, record.valueEnd),
      headers: new Map(headersOf(record).map(([name, value]) => [name, value.toString()])),
    }));
    const header = (name: string) => letters.map(({ headers }) => headers.get(name));
    expect(header('millrace-offset')).toEqual(BAD_AT.map(String));
    expect(header('millrace-topic')).toEqual(BAD_AT.map(() => topic));
    expect(header('millrace-reason')[1]).toContain('price');
    expect(letters.map(({ value }) => value)).toEqual([JSON_CUT, NO_PRICE, JSON_CUT, NO_PRICE]);
  });

  it('end the run where they are more than --max-bad says, and are kept all the same', async () => {
    const topic = await written();
    const folder = path('bounded');
    const source = `kafka:${topic}?follow&from=begin&symbols=A&kinds=trade`;
    const reason = `2 of 8 rows are bad, over --max-bad 1; partition 0 of ${topic}, offset 3: its value`;
    await expect(
      paperHere({
        folder,
        names: [write('restless.ts', RESTLESS)],
        param: ['symbols=A'],
        source,
        set: [`kafka.brokers=${kafka.address()}`],
        maxBad: '1',
        wall: wallClock.wall(),
      }),
    ).rejects.toThrow(reason);
    expect(linesIn(`${folder}/${topic}.quarantine.jsonl`).map(({ offset }) => offset)).toEqual([3, 7]);
    const inputs = [];
    for await (const portion of (await readRecording(folder)).inputs()) inputs.push(...portion);
    expect(inputs.at(-1)?.input.kind).toBe('stop');
  });
});

describe('LetterBox', () => {
  const record = {
    ...{ bytes: Buffer.from('bad'), timestamp: 0, keyStart: -1, keyEnd: -1, valueStart: 0, valueEnd: 3 },
    ...{ headersStart: 3, headersEnd: 3 },
  };
  const boxOf = (put: () => Promise<void>) =>
    new LetterBox({
      topic: 't',
      place: { put, close: () => Promise.resolve() },
      limit: { text: '1%', count: 0, share: 0.01 },
    });
  const take = (box: LetterBox, good: number, bad: number): void => {
    for (let n = 0; n < good + bad; n += 1) box.seen();
    for (let offset = 0; offset < bad; offset += 1)
      box.add({ partition: 0, offset, reason: 'it is', record });
  };

  it('holds a share against what was read once that is a thousand', async () => {
    const box = boxOf(() => Promise.resolve());
    take(box, 979, 20);
    await box.settle();
    take(box, 1_000, 1);
    await expect(box.settle()).rejects.toThrow('21 of 2000 rows are bad, over --max-bad 1%');
    take(box, 100, 0);
    await box.settle();
  });

  it('keeps what could not be put until it can', async () => {
    let isDown = true;
    const box = boxOf(() => (isDown ? Promise.reject(new Error('full')) : Promise.resolve()));
    take(box, 0, 1);
    await expect(box.settle()).rejects.toThrow('full');
    expect(box.hasNews).toBe(true);
    isDown = false;
    await box.settle();
    expect(box.hasNews).toBe(false);
  });
});
