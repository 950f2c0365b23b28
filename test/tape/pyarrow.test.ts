import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { findPython } from '../../scripts/find-python.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { describeNeeding } from '../describe-needing.js';
import { scratchFolder } from '../sources/source-fixture.js';
import { written } from './written.js';

const python = findPython('pyarrow');

/** Opens a tape as anybody would and prints what is in it. */
const SCRIPT = `
import json, sys, pyarrow.ipc as ipc
table = ipc.open_file(sys.argv[1]).read_all()
table.validate(full=True)
print(json.dumps({
    'types': [[field.name, str(field.type)] for field in table.schema],
    'rows': [{key: str(value) for key, value in row.items()} for row in table.to_pylist()],
    'millrace': json.loads(table.schema.metadata[b'millrace'])['rows'],
}))
`;

const at = Date.UTC(2024, 0, 2, 14, 30) + 0.125;
const events: readonly MarketEvent[] = [
  { kind: 'status', symbol: 'A', at, happenedAt: at, state: 'halted', detail: 'é' },
  { kind: 'trade', symbol: 'A', at, happenedAt: at - 1, price: 0.1, size: null },
  { kind: 'trade', symbol: 'B', at, happenedAt: at, price: 2.5, size: 3 },
];

const write = scratchFolder();
const need = {
  found: python?.command,
  missing: 'no Python with pyarrow; npm run install:python brings it where there is a Python',
};

describeNeeding('a tape in pyarrow', need, (found) => {
  it('is a table with plain names, UTC times to the microsecond, and nulls for what is unknown', async () => {
    const path = write('a.tape', '');
    await written(path, events);
    const said = spawnSync(found, ['-c', SCRIPT, path], { encoding: 'utf8', env: python?.env });
    expect(said.stderr).toBe('');
    const { types, rows, millrace } = JSON.parse(said.stdout) as Record<string, unknown>; // as it prints
    expect(millrace).toBe(3);
    expect(types).toEqual([
      ['at', 'timestamp[us, tz=UTC]'],
      ['stream', 'uint16'],
      ['symbol', 'dictionary<values=string, indices=int16, ordered=0>'],
      ['kind', 'dictionary<values=string, indices=int16, ordered=0>'],
      ['happened_at', 'timestamp[us, tz=UTC]'],
      ['price', 'double'],
      ['size', 'double'],
      ['data', 'string'],
    ]);
    expect(rows).toMatchObject([
      { symbol: 'A', kind: 'status', price: 'None', data: '{"state":"halted","detail":"é"}' },
      { symbol: 'A', kind: 'trade', at: '2024-01-02 14:30:00.000125+00:00', price: '0.1', size: 'None' },
      {
        symbol: 'B',
        kind: 'trade',
        happened_at: '2024-01-02 14:30:00.000125+00:00',
        size: '3.0',
        data: 'None',
      },
    ]);
  });
});
