import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { findPython } from '../../scripts/find-python.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { createRecording } from '../../src/recording/create-recording.js';
import { describeNeeding } from '../describe-needing.js';
import { scratchRuns } from './run-fixture.js';

const python = findPython('pyarrow');
const newRun = scratchRuns();

/** Opens a market file as anybody would and prints what is in it. */
const SCRIPT = `
import json, sys, pyarrow.ipc as ipc
table = ipc.open_stream(sys.argv[1]).read_all()
table.validate(full=True)
print(json.dumps({
    'types': [[field.name, str(field.type)] for field in table.schema],
    'rows': [
        {key: str(value) for key, value in row.items() if value is not None} for row in table.to_pylist()
    ],
}))
`;

const at = Date.UTC(2026, 0, 2, 14, 30) + 0.125;
const side = { open: 1, high: 2, low: 0.5, close: 1.5 };
const events: readonly MarketEvent[] = [
  { kind: 'quote', symbol: 'A', at, happenedAt: at - 1, bid: 1, ask: 2, bidSize: null, askSize: 7 },
  { kind: 'quote', symbol: 'Bé', at, happenedAt: at, bid: -0, ask: 2, bidSize: 3, askSize: 7 },
  { kind: 'trade', symbol: 'C', at, happenedAt: at, price: 0.1, size: null },
  { kind: 'event', name: 'news', symbol: 'A', at, happenedAt: at, data: { text: 'é' } },
  {
    kind: 'bar',
    symbol: 'A',
    at,
    start: at - 60_000,
    sessionDate: '2026-01-02',
    every: '1m',
    ...side,
    volume: 9,
    bid: side,
    ask: null,
  },
];

const need = {
  found: python?.command,
  missing: 'no Python with pyarrow; npm run install:python brings it where there is a Python',
};

describeNeeding('the market part of a recording in pyarrow', need, (found) => {
  const opened = (path: string): Record<string, unknown> => {
    const said = spawnSync(found, ['-c', SCRIPT, path], { encoding: 'utf8', env: python?.env });
    expect(said.stderr).toBe('');
    return JSON.parse(said.stdout) as Record<string, unknown>; // as it prints
  };

  it('is a stream of tables whose words grow, also while it is being written', async () => {
    const folder = newRun();
    const recording = await createRecording(folder, { v: 1 }, { marketFileBytesMax: 1e6 });
    let serial = 0;
    const append = async (some: readonly MarketEvent[]): Promise<void> => {
      for (const event of some) {
        serial += 1;
        recording.append({ serial, at, input: { kind: 'market', event } });
      }
      await recording.flush();
    };
    await append(events.slice(0, 1));
    await append(events.slice(1, 2));
    const first = opened(join(folder, 'segment-1', 'market-1.arrow'));
    expect(first.types).toEqual([
      ['at', 'timestamp[us, tz=UTC]'],
      ['stream', 'uint16'],
      ['symbol', 'dictionary<values=string, indices=int16, ordered=0>'],
      ['kind', 'dictionary<values=string, indices=int16, ordered=0>'],
      ['serial', 'int64'],
      ['happened_at', 'timestamp[us, tz=UTC]'],
      ['bid', 'double'],
      ['ask', 'double'],
      ['bid_size', 'double'],
      ['ask_size', 'double'],
    ]);
    const instant = '2026-01-02 14:30:00.000125+00:00';
    const quote = { kind: 'quote', ask: '2.0', ask_size: '7.0', at: instant };
    expect(first.rows).toEqual([
      {
        ...quote,
        stream: '0',
        serial: '1',
        symbol: 'A',
        happened_at: '2026-01-02 14:29:59.999125+00:00',
        bid: '1.0',
      },
      {
        ...quote,
        stream: '1',
        serial: '2',
        symbol: 'Bé',
        happened_at: instant,
        bid: '-0.0',
        bid_size: '3.0',
      },
    ]);

    // Events of other kinds need other columns: a new file.
    await append(events.slice(2));
    await recording.close();
    const { rows } = opened(join(folder, 'segment-1', 'market-2.arrow'));
    expect(rows).toMatchObject([
      { serial: '3', kind: 'trade', symbol: 'C', price: '0.1' },
      { serial: '4', kind: 'event', name: 'news', data: '{"text":"é"}' },
      { serial: '5', kind: 'bar', every: '1m', session_date: '2026-01-02', volume: '9.0', bid_low: '0.5' },
    ]);
  });
});
