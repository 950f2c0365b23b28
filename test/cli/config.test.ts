import { describe, expect, it } from '@jest/globals';
import type { ListedSetting } from '../../config/list-settings.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { write } = scratch();

const shown = async (...words: readonly string[]): Promise<readonly ListedSetting[]> => {
  const { stdout, stderr, code } = await said(['config', 'show', ...words, '--json']);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as readonly ListedSetting[];
};

const rowOf = (rows: readonly ListedSetting[], name: string): unknown => {
  const row = rows.find(({ setting }) => setting === name);
  return [row?.value, row?.source];
};

describe('config show', () => {
  it('shows a value, its place and its meaning on one line', async () => {
    const file = write('mine.yaml', 'broker:\n  spreadBps: 3\n');
    const { stdout } = await said(['config', 'show', '--config', file]);
    const line = stdout.split('\n').find((one) => one.startsWith('broker.spreadBps '));
    expect(line?.split(/ {2,}/)).toEqual([
      'broker.spreadBps',
      '3',
      `${file}:2:14`,
      'From bid to ask, where the rows do not know it.',
    ]);
  });

  it('says what the rule set takes where nobody chose, and what it does not read', async () => {
    const plain = await shown();
    expect(rowOf(plain, 'broker.marginRatio')).toEqual([1, 'rules realistic']);
    expect(rowOf(plain, 'broker.slipOpen')).toEqual([null, 'not read by realistic']);
    expect(rowOf(plain, 'risk.maxOpenOrders')).toEqual([null, 'default']);
    const backtrader = await shown('--rules', 'backtrader', '--set', 'broker.slipOpen=true');
    expect(rowOf(backtrader, 'broker.slipOpen')).toEqual([true, '--set broker.slipOpen=true']);
    expect(rowOf(backtrader, 'broker.spreadBps')).toEqual([null, 'not read by backtrader']);
  });

  it('shows nothing of the environment but settings', async () => {
    process.env.MILLRACE_TOKEN = 'hush-hush';
    const { stdout, code } = await said(['config', 'show']);
    delete process.env.MILLRACE_TOKEN;
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/hush|MILLRACE_TOKEN/);
  });

  it('refuses what a run would refuse, with its place', async () => {
    const { stderr, code } = await said(['config', 'show', '--set', 'broker.slipOpen=true']);
    expect(stderr).toContain('SETTING_UNUSED: broker.slipOpen (--set broker.slipOpen=true)');
    expect(code).toBe(3);
  });
});

describe('config schema', () => {
  it('prints a schema of draft 2020-12 that knows the rule sets', async () => {
    const { stdout, code } = await said(['config', 'schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { rules: { enum: Object.keys(RULE_SETS) } },
    });
  });
});
