import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../../config/load.js';
import { verifyRun } from '../../../../src/cli/live/replay/verify-run.js';
import { ConfigReload } from '../../../../src/cli/live/session/config-reload.js';
import { MillraceError } from '../../../../src/domain/millrace-error.js';
import { scratch } from '../../scratch.js';
import { HELD_LINES, HOLDER, heldSource } from '../holder.js';
import { paperHere } from '../paper-here.js';

const { path, write } = scratch();
const configOf = (text: string) =>
  loadConfig({ mode: 'paper', files: [write('settings.yaml', text)] }).config;

describe('a configuration that is read anew', () => {
  it('says what of limits and bounds is another one, and holds it when that was carried out', () => {
    let text = 'risk: { maxOrderQuantity: 10, symbols: [SPY] }\n';
    const reload = new ConfigReload(configOf(text), () => configOf(text));
    expect(reload.changes()).toEqual([]);
    text = 'risk: { maxOrderQuantity: 5, symbols: [SPY, AAPL], maxOpenOrders: 3 }\nlive: { flushMs: 7 }\n';
    const changes = reload.changes();
    expect(changes).toEqual(
      expect.arrayContaining([
        { setting: 'risk.maxOrderQuantity', before: 10, after: 5 },
        { setting: 'risk.symbols', before: ['SPY'], after: ['SPY', 'AAPL'] },
        { setting: 'risk.maxOpenOrders', before: null, after: 3 },
        { setting: 'live.flushMs', before: 20, after: 7 },
      ]),
    );
    expect(changes).toHaveLength(4);
    // Nobody has carried it out yet.
    expect([reload.changes(), reload.bounds.flushMs]).toEqual([changes, 20]);
    reload.carriedOut(changes);
    expect([reload.changes(), reload.bounds.flushMs]).toEqual([[], 7]);
  });

  it.each([
    ['broker: { spreadBps: 3 }', 'broker.spreadBps'],
    ['live: { whenFull: drop }', 'live.whenFull'],
    ['instruments: { SPY: { multiplier: 2 } }', 'instruments.SPY.multiplier'],
  ])('is refused as a whole with %s', (other, settings) => {
    let text = '';
    const reload = new ConfigReload(configOf(text), () => configOf(text));
    text = `risk: { maxOrderQuantity: 5 }\n${other}\n`;
    expect(() => reload.changes()).toThrow(MillraceError);
    expect(() => reload.changes()).toThrow(expect.objectContaining({ code: 'RELOAD_REFUSED' }));
    expect(() => reload.changes()).toThrow(`${settings} cannot change`);
  });

  it('is refused where it is invalid, with its place', () => {
    let text = '';
    const reload = new ConfigReload(configOf(text), () => configOf(text));
    text = 'risk: { maxOrderQuantity: many }\n';
    expect(() => reload.changes()).toThrow(/settings\.yaml:1/);
  });
});

describe('a run whose configuration is read anew', () => {
  const folder = path('reloaded');
  const names = [write('holder.ts', HOLDER)];
  const lines = HELD_LINES.map((line) => `${line}\n`);
  const half = heldSource(write('half.jsonl', lines.slice(0, 200).join('')));
  const whole = heldSource(write('whole.jsonl', lines.join('')));
  const changes = [{ setting: 'risk.maxOrderQuantity', before: null, after: 2 }];

  it('journals who changed what and why, decides by it, and is verified', async () => {
    const { entries } = await paperHere({
      folder,
      names,
      source: half,
      meanwhile: (loop) => void loop.say({ kind: 'reload', changes }, { who: 'ana', why: 'calmer' }),
    });
    const said = entries.find(({ kind }) => kind === 'operator');
    expect(said?.body).toEqual({ command: { kind: 'reload', changes }, who: 'ana', why: 'calmer' });
    const codes = entries.flatMap(({ kind, body }) =>
      kind === 'refusal' && 'code' in body ? [body.code] : [],
    );
    expect(codes).toContain('ORDER_QUANTITY_MAX');
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it('is taken up again under what was read last, and under nothing else', async () => {
    await expect(paperHere({ folder, names, source: whole })).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      facts: { changes: 'config.risk.maxOrderQuantity: 2 → none' },
    });
    const { entries, replayed } = await paperHere({
      folder,
      names,
      source: whole,
      set: ['risk.maxOrderQuantity=2'],
    });
    expect(replayed).toBeGreaterThan(0);
    expect(entries.length).toBeGreaterThan(replayed);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });
});
