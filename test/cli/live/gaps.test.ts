import { expect, it } from '@jest/globals';
import { statusLines } from '../../../src/cli/engine/engine-texts.js';
import { viewDocument } from '../../../src/cli/engine/view-document.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import { noticeFold } from '../../../src/cli/notice-fold.js';
import { RunLog } from '../../../src/control/run-log.js';
import { RunTotals } from '../../../src/portfolio/run-totals.js';
import { fakeEngine } from '../../control/fake-engine.js';
import { scratch } from '../scratch.js';
import { HOLDER } from './holder.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();

const AT = Date.UTC(2024, 0, 2, 14, 30);
const line = (second: number, fields: object): string =>
  JSON.stringify({ kind: 'trade', size: 10, at: AT + second * 1_000, ...fields });
const word = (second: number, symbol: string, state: string): string =>
  line(second, { kind: 'status', symbol, state, detail: `${state} at ${second}`, size: undefined });

const LINES = [
  line(0, { symbol: 'A', price: 100 }),
  'junk',
  word(1, 'A', 'gap'),
  word(1, 'B', 'gap'),
  line(2, { symbol: 'B', price: 100 }),
  word(3, 'A', 'trading'),
  word(4, 'A', 'gap'),
  word(4, 'B', 'gap'),
  line(5, { symbol: 'B', price: -1 }),
];

it('a run knows which gaps are over, and which still last is what status says first', async () => {
  const log = new RunLog(new RunTotals(() => 1));
  const text = LINES.map((one) => `${one}\n`).join('');
  const { entries } = await paperHere({
    folder: path('run'),
    names: [write('holder.ts', HOLDER)],
    source: `lines:${write('rows.jsonl', text)}?symbols=A,B&kinds=trade,status&speed=step`,
    onEntry: (entry) => log.add(entry),
  });
  const told = entries.flatMap(({ kind, symbol, body }) =>
    kind === 'notice' ? [`${symbol} ${body.code}`] : [],
  );
  expect(told).toEqual([
    ' GAP',
    'A GAP',
    'B GAP',
    // No gap says that anything is heard.
    ' GAP_OVER',
    'B GAP_OVER',
    'A GAP_OVER',
    'A GAP',
    'B GAP',
    'B GAP',
  ]);
  expect(log.counts.gaps).toBe(6);
  const notices = noticeFold();
  for (const entry of entries) notices.add(entry);
  expect(notices.texts()).toContain(
    '6 gaps, the first at 2024-01-02T14:30:00.000Z: a gap in what is heard: line 2: it is no JSON: junk',
  );
  const document = viewDocument(fakeEngine({ view: { gaps: log.gaps } }).view());
  expect(document.gaps).toEqual([
    { symbol: 'A', since: '2024-01-02T14:30:04.000Z', detail: 'gap at 4' },
    {
      symbol: 'B',
      since: '2024-01-02T14:30:04.000Z',
      detail: expect.stringContaining('line 9: price is -1'),
    },
  ]);
  expect(statusLines(document).slice(0, 2)).toEqual([
    'NOT HEARD since 2024-01-02 14:30:04Z: A: gap at 4',
    expect.stringMatching(/^NOT HEARD since 2024-01-02 14:30:04Z: B: line 9: price is -1/),
  ]);
  const many = Array.from({ length: 9 }, (_, n) => ({ symbol: `S${n}`, since: AT, detail: 'silent' }));
  expect(statusLines(viewDocument(fakeEngine({ view: { gaps: many } }).view()))[0]).toBe(
    'NOT HEARD since 2024-01-02 14:30:00Z: S0, S1, S2, S3, S4, S5, S6, S7 and 1 more: silent',
  );
  expect((await verifyRun(path('run'))).verdict).toBe('PASS');
});
