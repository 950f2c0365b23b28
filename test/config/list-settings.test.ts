import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type ListedSetting, listSettings } from '../../config/list-settings.js';
import { type ConfigLayers, loadConfig } from '../../config/load.js';
import { scratch } from '../cli/scratch.js';

const { path } = scratch();

const listed = (layers: Omit<ConfigLayers, 'mode'> = {}): ReadonlyMap<string, ListedSetting> =>
  new Map(listSettings(loadConfig({ mode: 'backtest', ...layers })).map((row) => [row.setting, row]));

describe('listSettings', () => {
  it('names the layer that spoke last, line and all, for each of them', () => {
    const file = path('mine.yaml');
    writeFileSync(file, '# mine\nbroker:\n  spreadBps: 3\n  latencyMs: 20\nrisk: { symbols: [SPY, QQQ] }\n');
    const rows = listed({
      files: [file],
      environment: { MILLRACE_BROKER__LATENCY_MS: '30', MILLRACE_RISK__MAX_OPEN_ORDERS: '4' },
      sets: [
        { path: 'risk.maxOpenOrders', text: '5' },
        { path: 'instruments.EUR.USD.multiplier', text: '2' },
      ],
    });
    const said = (name: string): readonly unknown[] => {
      const row = rows.get(name);
      return [row?.value, row?.source];
    };
    expect(said('broker.spreadBps')).toEqual([3, `${file}:3:14`]);
    expect(said('broker.latencyMs')).toEqual([30, 'MILLRACE_BROKER__LATENCY_MS']);
    expect(said('risk.symbols')).toEqual([['SPY', 'QQQ'], `${file}:5:18`]);
    expect(said('risk.maxOpenOrders')).toEqual([5, '--set risk.maxOpenOrders=5']);
    expect(said('instruments.EUR.USD.multiplier')).toEqual([2, '--set instruments.EUR.USD.multiplier=2']);
    expect(said('instruments.SPY.calendar')[1]).toMatch(/^config\/base\.yaml:\d+:\d+$/);
  });

  it('lists what nobody set, with the value that absence means', () => {
    expect(listed().get('risk.sessionOnly')).toMatchObject({ value: false, source: null });
    expect(listed().get('report.benchmark')).toMatchObject({ value: null, source: null });
  });

  it('says of every setting what it means', () => {
    const mute = [...listed().values()].filter(
      ({ setting, meaning }) => meaning === null && !setting.startsWith('instruments.'),
    );
    expect(mute).toEqual([]);
    expect(listed().get('instruments.EUR.USD.tickSize')?.meaning).toContain('grid of prices');
  });
});
