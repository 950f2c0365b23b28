import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { usShare } from '../../src/domain/instrument.js';
import { ingest } from '../../src/sources/ingest/ingest.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { lookAt } from '../sources/kafka/write/topic-content.js';
import { ran } from './ran.js';
import { scratch } from './scratch.js';

const { path } = scratch();

/** Where a run may be killed: after some of its journal, and well before its end. */
const KILL_AT_BYTES = 100_000;

describeWithKafka('paper trading with --journal-to', (kafka) => {
  it('has each entry in the topic, in order, though it was killed and taken up again', async () => {
    const [tape, out] = [path('spy.tape'), path('run')];
    const topic = `paper-journal-${process.pid}`;
    await ingest({
      uris: ['file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total'],
      path: tape,
      maxBad: { text: '0', count: 0, share: 0 },
      world: { instrument: usShare },
      onRows: () => undefined,
    });
    const words = [
      ...[
        'paper',
        'sma-cross',
        '--param',
        'symbols=SPY',
        '--source',
        `tape:${tape}?speed=step`,
        '--out',
        out,
      ],
      ...['--journal-to', `kafka:${topic}`, '--set', `kafka.brokers=${kafka.address()}`],
    ];
    const journal = join(out, 'journal.jsonl');
    const killed = await ran(words, {
      onStderr: (text, kill) => {
        if (!text.includes('paper trading')) return;
        void (async () => {
          while (!existsSync(journal) || statSync(journal).size < KILL_AT_BYTES) await pause(1);
          kill('SIGKILL');
        })();
      },
    });
    expect(killed.code).toBe(255);
    const again = await ran(words);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('taken up again')]);
    const run = (said: { stderr: string }) => /, run (\S+)/.exec(said.stderr)?.[1];
    // It goes on under the name that it had, if anything of it had come there.
    const records = await lookAt({ address: kafka.address(), topic }, (record) => ({
      key: record.bytes.toString('utf8', record.keyStart, record.keyEnd),
      line: record.bytes.toString('utf8', record.valueStart, record.valueEnd),
    }));
    const ours = records.filter(({ key }) => key === run(again));
    const firsts = new Map<number, string>();
    for (const { line } of ours) {
      const { serial } = JSON.parse(line) as { serial: number }; // a line of a journal
      if (!firsts.has(serial)) firsts.set(serial, line);
    }
    const written = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(written.length).toBeGreaterThan(200);
    expect([...firsts.values()]).toEqual(written);
  });
});
