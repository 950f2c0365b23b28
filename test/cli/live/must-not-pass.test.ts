import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { Stamped } from '../../../src/domain/input.js';
import type { Entry } from '../../../src/domain/journal.js';
import { readRecording } from '../../../src/recording/read-recording.js';
import { scratch } from '../scratch.js';
import { editJournal, editManifest, FORGED_BLOCK, forge } from './forge.js';
import { HELD_LINES, HOLDER, heldSource } from './holder.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();
const recorded = path('recorded');
let inputs: readonly Stamped[] = [];
let lines: readonly string[] = [];

beforeAll(async () => {
  const source = heldSource(write('rows.jsonl', HELD_LINES.map((line) => `${line}\n`).join('')));
  await paperHere({ folder: recorded, names: [write('holder.ts', HOLDER)], source });
  const all: Stamped[] = [];
  for await (const portion of (await readRecording(recorded)).inputs()) all.push(...portion);
  inputs = all;
  lines = readFileSync(join(recorded, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
});

let copies = 0;
const copied = (): string => {
  copies += 1;
  const copy = path(`copy-${copies}`);
  cpSync(recorded, copy, { recursive: true });
  return copy;
};

const entryOf = (line: string | undefined): Entry => JSON.parse(line ?? '') as Entry; // a line is an entry

/** The place of the last entry of a kind, from 0. */
const lastOf = (kind: Entry['kind'], text = ''): number => {
  const place = lines.findLastIndex((line) => entryOf(line).kind === kind && line.includes(text));
  if (place < 0) throw new Error(`there is no ${kind} with ${text}`);
  return place;
};

/** The serial of the newest row that an entry goes back to. */
const inputOf = (entry: Entry): number => {
  const serials = entry.causes.map((cause) => {
    if ('entry' in cause) return inputOf(entryOf(lines[cause.entry - 1]));
    return 'row' in cause ? rowOf(cause.row.symbol, cause.row.n - 1) : 0;
  });
  return Math.max(...serials);
};

const rowOf = (symbol: string, index: number): number => {
  const own = inputs.filter(({ input }) => input.kind === 'market' && input.event.symbol === symbol);
  return own[index]?.serial ?? 0;
};

/** Journals in which one line was changed. */
const withLine = (folder: string, place: number, change: (line: string) => string): void =>
  editJournal(folder, (all) => all.map((line, index) => (index === place ? change(line) : line)));

const isDecision = (line: string): boolean =>
  /"kind":"(intent|approval|refusal|command|fill)","causes"/.test(line);

describe('verify of a run that nobody touched', () => {
  it('passes with the numbers that it compared', async () => {
    const decisions = lines.filter(isDecision).length;
    expect(decisions).toBeGreaterThan(400);
    const wanted = { verdict: 'PASS', inputs: 362, entries: lines.length, decisions, torn: null };
    expect(await verifyRun(recorded)).toMatchObject(wanted);
  });

  it('passes what a forger leaves as it was: it is the edits below that do not', async () => {
    const folder = copied();
    await forge(folder);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS', inputs: 362 });
  });
});

describe('a journal that was changed diverges at the entry, after the input that led to it', () => {
  const changes: readonly (readonly [string, Entry['kind'], (line: string) => string])[] = [
    ['a decision flipped', 'command', (line) => line.replace('"side":"sell"', '"side":"buy"')],
    ['an intent of another size', 'intent', (line) => line.replace(/"quantity":\d/, '"quantity":9')],
    ['a fill at another price', 'fill', (line) => line.replace(/"price":[\d.]+/, '"price":7')],
    ['an approval of more', 'approval', (line) => line.replace('"commands":1', '"commands":2')],
    ['another reason', 'intent', (line) => line.replace(/"because":"price/, '"because":"Price')],
  ];
  it.each(changes)('%s', async (_what, kind, change) => {
    const place = lines.findLastIndex((line) => entryOf(line).kind === kind && change(line) !== line);
    expect(place).toBeGreaterThan(100);
    const before = entryOf(lines[place]);
    const parting = { entry: place + 1, input: inputOf(before), made: lines[place] };
    for (const isForged of [false, true]) {
      const folder = copied();
      withLine(folder, place, change);
      if (isForged) await forge(folder);
      expect(await verifyRun(folder)).toMatchObject({ verdict: 'DIVERGED', parting });
    }
  });

  it('its decisions stripped: they are made again, and the first is missed', async () => {
    const place = lines.findIndex(isDecision);
    for (const isForged of [false, true]) {
      const folder = copied();
      editJournal(folder, (all) => all.filter((line) => !isDecision(line)));
      if (isForged) await forge(folder);
      const verdict = await verifyRun(folder);
      const parting = { entry: place + 1, made: lines[place], input: inputOf(entryOf(lines[place])) };
      expect(verdict).toMatchObject({ verdict: 'DIVERGED', parting });
    }
  });

  it('nothing left of it, or no file at all', async () => {
    for (const empty of [
      (file: string): void => truncateSync(file, 0),
      (file: string): void => rmSync(file),
    ]) {
      const folder = copied();
      empty(join(folder, 'journal.jsonl'));
      const parting = { entry: 1, input: 1, written: null, made: lines[0] };
      expect(await verifyRun(folder)).toMatchObject({ verdict: 'DIVERGED', parting });
    }
  });

  it('a fill too many at its end, which no input brought', async () => {
    const folder = copied();
    const invented = lines[lastOf('fill')] ?? '';
    appendFileSync(join(folder, 'journal.jsonl'), `${invented}\n`);
    const parting = { entry: lines.length + 1, written: invented, made: null };
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'DIVERGED', parting });
  });
});

describe('inputs that were changed', () => {
  const without =
    (serial: number) =>
    (all: readonly Stamped[]): readonly Stamped[] =>
      all.filter((stamped) => stamped.serial !== serial);

  it.each([0, 1, 99])('a hole where tick %s of those that nobody heard was', async (index) => {
    const serial = rowOf('IDLE', index);
    const folder = copied();
    await forge(folder, { edit: without(serial) });
    const reason: unknown = expect.stringContaining(`input ${serial} is missing`);
    expect(await verifyRun(folder)).toMatchObject({
      verdict: 'INCOMPLETE',
      missing: { from: serial },
      reason,
    });
  });

  it('a hole at the edge of a block, where no block lacks anything of its own', async () => {
    for (const serial of [FORGED_BLOCK, FORGED_BLOCK + 1]) {
      const folder = copied();
      await forge(folder, { edit: without(serial) });
      expect(await verifyRun(folder)).toMatchObject({ verdict: 'INCOMPLETE', missing: { from: serial } });
    }
  });

  it('a tick gone and all behind it counted anew: the next entry that counts rows is another', async () => {
    const serial = rowOf('A', 60);
    const next = lines.findIndex((line) => line.includes('"row":{"symbol":"A"') && /"n":62\}/.test(line));
    const folder = copied();
    const edit = (all: readonly Stamped[]) =>
      without(serial)(all).map((stamped, index) => ({ ...stamped, serial: index + 1 }));
    await forge(folder, { edit });
    const verdict = await verifyRun(folder);
    expect(verdict).toMatchObject({ verdict: 'DIVERGED' });
    if (verdict.verdict !== 'DIVERGED') return;
    expect(verdict.parting.entry).toBeLessThanOrEqual(next + 1);
    expect(verdict.parting.input).toBeGreaterThanOrEqual(serial);
    expect(verdict.parting.input).toBeLessThanOrEqual(serial + 3);
  });

  it('two ticks swapped', async () => {
    const [a, b] = [rowOf('A', 50), rowOf('A', 51)];
    const folder = copied();
    const edit = (all: readonly Stamped[]) => {
      const said = new Map([
        [a, all[b - 1]?.input],
        [b, all[a - 1]?.input],
      ]);
      return all.map((stamped) => ({ ...stamped, input: said.get(stamped.serial) ?? stamped.input }));
    };
    await forge(folder, { edit });
    const entry = lines.findIndex(
      (line) => line.includes('"kind":"trade"') && /"symbol":"A".*"n":51\}/.test(line),
    );
    expect(await verifyRun(folder)).toMatchObject({
      verdict: 'DIVERGED',
      parting: { input: a, entry: entry + 1, written: lines[entry] },
    });
  });

  it('a tick before its time', async () => {
    const folder = copied();
    // The first of a block, as within one the writer itself would not have it.
    const serial = FORGED_BLOCK + 1;
    const edit = (all: readonly Stamped[]) =>
      all.map((one) => (one.serial === serial ? { ...one, at: all[serial - 50]?.at ?? 0 } : one));
    await forge(folder, { edit });
    const missing = { from: serial };
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'INCOMPLETE', missing });
  });

  it.each(['inputs.jsonl', 'market-1.arrow'])('bytes of %s, with nothing made right', async (name) => {
    const folder = copied();
    const file = join(folder, 'segment-1', name);
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
    const verdict = await verifyRun(folder);
    expect(verdict.verdict).toBe('INCOMPLETE');
  });

  it('an end that was cut off, block for block: entries are left that nothing proves', async () => {
    const folder = copied();
    await forge(folder);
    const file = join(folder, 'segment-1', 'inputs.jsonl');
    const text = readFileSync(file, 'utf8').split('\n');
    const second = text.findIndex((line) => line.startsWith('{"block":2,'));
    truncateSync(file, Buffer.byteLength(`${text.slice(0, second + 1).join('\n')}\n`));
    rmSync(join(folder, 'segment-1', 'market-3.arrow'));
    rmSync(join(folder, 'segment-1', 'market-4.arrow'));
    const missing = { from: 2 * FORGED_BLOCK + 1, to: null };
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'INCOMPLETE', missing });
  });
});

describe('another run than the one that it says it is', () => {
  const other = (text: string): string => text.replace('"params":[]', '"params":["steps=4"]');

  it('has another parameter: its inputs do not follow from that', async () => {
    const folder = copied();
    editManifest(folder, other);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'INCOMPLETE', missing: { from: 1 } });
  });

  it('has another parameter, every hash made right: its first entry is another', async () => {
    const folder = copied();
    await forge(folder, { manifest: other });
    const parting = { entry: 1, input: 1, written: lines[0] };
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'DIVERGED', parting });
  });

  it.each([
    [/"millrace":"[^"]*"/, '"millrace":"0.0.1"', 'it was millrace 0.0.1'],
    [/"node":"[^"]*"/, '"node":"18.0.0"', 'it ran on Node 18.0.0'],
    [/"timeZones":"[^"]*"/, '"timeZones":"1999a"', 'its time zone data were 1999a'],
    [/"holder":"\w{2}/, '"holder":"..', 'pipeline holder is not the code that ran'],
    [/"rxjs":"[^"]*"/, '"rxjs":"6.0.0"', 'package rxjs was 6.0.0, here is 7'],
    [/"shared":\{/, '"shared":{"operators/ema":"ab"', 'millrace/operators/ema is not the code that ran'],
    [/"engine":"\w{2}/, '"engine":"..', 'and its code is another one'],
    [/"engine":"\w+",/, '', 'it does not say which code it was decided by'],
  ])('is of another code: %s', async (is, was, reason) => {
    const folder = copied();
    await forge(folder, { manifest: (text) => text.replace(is, was) });
    const wanted: unknown = expect.stringContaining(reason);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'UNVERIFIABLE', reason: wanted });
  });
});
