import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { usShare } from '../../src/domain/instrument.js';
import { ingest } from '../../src/sources/ingest/ingest.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { lookAt } from '../sources/kafka/write/topic-content.js';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { scratch } from './scratch.js';
import { untilRecorded } from './until-recorded.js';

const { folder, path } = scratch();
const start = processes();

/** Days of SPY; at this speed they last twelve seconds, so that a run which is killed is far from its end. */
const [SPEED, KILL_AT_INPUTS] = [6e7, 500] as const;

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
    const words = (speed: string): readonly string[] => [
      ...['paper', 'sma-cross', '--param', 'symbols=SPY', '--param', 'fast=2', '--param', 'slow=4'],
      ...['--source', `tape:${tape}?speed=${speed}`, '--out', out],
      ...['--journal-to', `kafka:${topic}`, '--set', `kafka.brokers=${kafka.address()}`],
    ];
    // What it leaves behind when it is killed goes with the folder of the tests.
    const killed = start(millrace(words(String(SPEED))), { TMPDIR: folder });
    await untilRecorded(killed, out, ({ length }) => length >= KILL_AT_INPUTS);
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
    const again = await ran(words('step'));
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
    const written = readFileSync(join(out, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    expect(written.length).toBeGreaterThan(200);
    expect([...firsts.values()]).toEqual(written);
  });
});
