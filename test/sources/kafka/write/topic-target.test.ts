import { expect, it } from '@jest/globals';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';

it('readTopicTarget reads what is said of a topic, and what is not', () => {
  const said = 'kafka:ticks?partitions=4&codec=arrow&compression=zstd&rows=10';
  const wanted = { topic: 'ticks', partitions: 4, codec: 'arrow', compression: 'zstd', rows: 10 };
  expect(readTopicTarget(said)).toEqual(wanted);
  const unsaid = { partitions: null, codec: 'json', compression: 'none', rows: 1_000 };
  expect(readTopicTarget('kafka:ticks')).toEqual({ topic: 'ticks', ...unsaid });
});

it.each([
  ['kafka:?partitions=4', "'' is no name of a topic"],
  ['kafka:a/b', "'a/b' is no name of a topic"],
  ['kafka:t?partitions=0', "partitions is '0'; write a whole number from 1 to 1024"],
  ['kafka:t?partitions=1?rows=10', "partitions is '1?rows=10'; write a whole number from 1 to 1024"],
  ['kafka:t?codec=', "codec is ''; known are"],
  ['kafka:t?rows=10', 'rows means nothing to json'],
])('readTopicTarget of %s says %s', (text, reason) => {
  expect(() => readTopicTarget(text)).toThrow(`--to ${text}: ${reason}`);
});
