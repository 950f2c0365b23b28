import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConfigLayers, loadConfig } from '../../config/load.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, ...lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

const load = (layers: Omit<ConfigLayers, 'mode'> = {}) => loadConfig({ mode: 'backtest', ...layers });
const configOf = (layers: Omit<ConfigLayers, 'mode'>) => load(layers).config;

describe('loadConfig', () => {
  it.each(['backtest', 'paper', 'live'] as const)('starts %s from our own files', (mode) => {
    const { config } = loadConfig({ mode });
    expect(config.rules).toBe('realistic');
    expect(config.currency).toBe('USD');
    expect(config.broker.cash).toBe(100_000);
    expect(Object.keys(config.instruments)).toEqual(['SPY', 'AAPL', 'EUR.USD']);
  });

  it('sets no limit of its own', () => {
    const { sessionOnly, ...limits } = load().config.risk;
    expect(sessionOnly).toBe(false);
    expect(new Set(Object.values(limits))).toEqual(new Set([null]));
  });

  it('lets each layer overrule the one before: base, files in order, environment, sets', () => {
    const first = write('first.yaml', 'broker: { cash: 1, spreadBps: 1, commissionBps: 1, latencyMs: 1 }');
    const second = write('second.yaml', 'broker: { spreadBps: 2, commissionBps: 2, latencyMs: 2 }');
    const environment = { MILLRACE_BROKER__COMMISSION_BPS: '3', MILLRACE_BROKER__LATENCYMS: '3' };
    const sets = [{ path: 'broker.latencyMs', text: '4' }];
    expect(configOf({ files: [first, second], environment, sets }).broker).toMatchObject({
      cash: 1,
      spreadBps: 2,
      commissionBps: 3,
      latencyMs: 4,
    });
  });

  it('takes an empty section for nothing said, and null for taking a setting back', () => {
    const path = write('empty.yaml', 'broker:', 'risk: { maxOpenOrders: 3 }');
    const sets = [{ path: 'risk.maxOpenOrders', text: 'null' }];
    const { broker, risk } = configOf({ files: [path], sets });
    expect(broker.cash).toBe(100_000);
    expect(risk.maxOpenOrders).toBeNull();
    expect(configOf({ files: [write('blank.yaml', '# nothing')] })).toEqual(load().config);
  });

  it('reads symbols with dots, aliases and lists', () => {
    const path = write(
      'more.yaml',
      'instruments:',
      '  ES.202612@CME: &future { assetClass: future, multiplier: 50, tickSize: 0.25, calendar: null }',
      '  NQ.202612@CME: *future',
      'risk: { symbols: [SPY, NO] }',
    );
    const sets = [
      { path: 'instruments.ES.202612@CME.margin.initial', text: '9000' },
      { path: 'instruments.ES.202612@CME.margin.maintenance', text: '8000' },
    ];
    const { instruments, risk } = configOf({ files: [path], sets });
    expect(instruments['ES.202612@CME']).toEqual({
      assetClass: 'future',
      multiplier: 50,
      tickSize: 0.25,
      calendar: null,
      margin: { initial: 9000, maintenance: 8000 },
    });
    expect(instruments['NQ.202612@CME']).toMatchObject({ multiplier: 50 });
    expect(risk.symbols).toEqual(['SPY', 'NO']);
  });

  it('passes over names of the environment that belong to somebody else', () => {
    const environment = { MILLRACE_SHARED: '/data', MILLRACE_RULES: 'backtesting.py', PATH: '/bin' };
    expect(configOf({ environment })).toEqual({ ...load().config, rules: 'backtesting.py' });
  });
});

describe('loadConfig refuses', () => {
  const file = (...lines: readonly string[]): Omit<ConfigLayers, 'mode'> => ({
    files: [write('my.yaml', ...lines)],
  });
  const failure = (layers: Omit<ConfigLayers, 'mode'>): { code: string; message: string } => {
    try {
      load(layers);
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return { code, message: message.replaceAll(`${folder}/`, '') };
    }
    throw new Error('it was accepted');
  };
  const set = (path: string, text: string): Omit<ConfigLayers, 'mode'> => ({ sets: [{ path, text }] });

  it.each<[string, () => Omit<ConfigLayers, 'mode'>, string]>([
    [
      'an unknown key',
      () => file('# mine', 'broker:', '  csh: 5'),
      'my.yaml:3:3: broker.csh is unknown; did you mean broker.cash?',
    ],
    ['an unknown section', () => file('brokr: {}'), 'my.yaml:1:1: brokr is unknown; did you mean broker?'],
    [
      'a key of another section',
      () => file('spreadBps: 1'),
      'my.yaml:1:1: spreadBps is unknown; did you mean broker.spreadBps?',
    ],
    [
      'a key without its unit',
      () => file('broker: { spread: 1 }'),
      'my.yaml:1:11: broker.spread is unknown; did you mean broker.spreadBps?',
    ],
    [
      'text for a number',
      () => file('broker:', '  cash: much'),
      'my.yaml:2:9: broker.cash must be number, was "much"',
    ],
    ['a value out of range', () => file('broker:', '  cash: -5'), 'my.yaml:2:9: broker.cash too small'],
    [
      'another word than those known',
      () => file('broker: { matchOn: quote }'),
      'my.yaml:1:20: broker.matchOn must be one of finest, quotes, trades, bars, ' +
        'was "quote"; did you mean quotes?',
    ],
    ['a scalar for a section', () => file('broker: 5'), 'my.yaml:1:9: broker must be object, was 5'],
    [
      'half a margin',
      () => file('instruments: { ES: { margin: { initial: 5 } } }'),
      'my.yaml:1:41: instruments.ES.margin.maintenance is missing',
    ],
    [
      'an item of a list',
      () => file('risk:', '  symbols: [SPY, 5]'),
      'my.yaml:2:12: risk.symbols.1 must be string, was 5',
    ],
    [
      'an unknown calendar',
      () => file('instruments: { SPY: { calendar: XNYZ } }'),
      'my.yaml:1:33: instruments.SPY.calendar must be one of XNYS, was "XNYZ"; did you mean XNYS?',
    ],
    [
      'an unknown time zone',
      () => file('instruments: { SPY: { timeZone: Mars } }'),
      'my.yaml:1:33: instruments.SPY.timeZone must be an IANA time zone',
    ],
    ['broken yaml', () => file('broker:', '  cash: [1'), 'my.yaml:2:11: is no valid yaml'],
    [
      'a key twice',
      () => file('rules: a', 'rules: b'),
      'my.yaml:2:1: is no valid yaml: Map keys must be unique',
    ],
    ['a list for a file', () => file('- rules'), 'my.yaml:1:1: must be a map of settings'],
    [
      'an unknown --set',
      () => set('broker.csh', '5'),
      '--set broker.csh=5: broker.csh is unknown; did you mean broker.cash?',
    ],
    [
      'a --set of another section',
      () => set('cash', '5'),
      '--set cash=5: cash is unknown; did you mean broker.cash?',
    ],
    [
      'text in --set',
      () => set('broker.cash', 'x'),
      '--set broker.cash=x: broker.cash must be a number, was "x"',
    ],
    ['a --set out of range', () => set('broker.cash', '0'), '--set broker.cash=0: broker.cash too small'],
    [
      'a --set inside a value',
      () => set('broker.cash.x', '1'),
      'broker.cash.x is unknown; broker.cash has no settings',
    ],
    [
      'a --set of a section',
      () => set('report', '1'),
      '--set report=1: report must be set through riskFree, benchmark, was "1"',
    ],
    [
      'an unknown name of the environment',
      () => ({ environment: { MILLRACE_BROKER__CSH: '5' } }),
      'MILLRACE_BROKER__CSH: broker.CSH is unknown; did you mean broker.cash?',
    ],
    [
      'a bad value of the environment',
      () => ({ environment: { MILLRACE_CURRENCY: 'usd' } }),
      'MILLRACE_CURRENCY: currency must be three capital letters such as USD',
    ],
  ])('%s', (_, layers, message) => {
    const failed = failure(layers());
    expect(failed.code).toBe('CONFIG_INVALID');
    expect(failed.message).toContain(message);
  });

  it('a password where its place belongs, without repeating it', () => {
    const layers = [
      { sets: [{ path: 'kafka.saslPassword', text: 'hunter2' }] },
      { environment: { MILLRACE_KAFKA__SASL_PASSWORD: 'hunter2' } },
      { files: [write('a.yaml', 'kafka: { saslPassword: hunter2 }')] },
    ];
    for (const layer of layers) {
      const refused = expect.objectContaining({ message: expect.not.stringContaining('hunter2') });
      expect(() => load(layer)).toThrow('must be env:NAME or file:PATH, never the secret');
      expect(() => load(layer)).toThrow(refused);
    }
  });

  it('a missing file, with its own code', () => {
    expect(failure({ files: [join(folder, 'none.yaml')] })).toMatchObject({
      code: 'CONFIG_MISSING',
      message: expect.stringContaining('none.yaml cannot be read'),
    });
  });

  it('several things at once, each with its place', () => {
    const { message } = failure(file('broker: { csh: 1 }', 'risk:', '  maxOpenOrders: 0'));
    expect(message).toContain('my.yaml:1:11: broker.csh is unknown');
    expect(message).toContain('my.yaml:3:18: risk.maxOpenOrders too small');
  });
});
