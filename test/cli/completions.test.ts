import { describe, expect, it } from '@jest/globals';
import { completions } from '../../src/cli/completions.js';
import { program } from '../../src/cli/program.js';

const after = (...words: readonly string[]): readonly string[] => completions(program(), words);

describe('completions', () => {
  it('are commands, and those below them', () => {
    expect(after('')).toEqual(expect.arrayContaining(['backtest', 'config', 'completion', 'new']));
    expect(after('')).not.toContain('complete');
    expect(after()).toEqual(after(''));
    expect(after('config', 's')).toEqual(['show', 'schema']);
    expect(after('completion', 'f')).toEqual(['fish']);
  });

  it('are pipelines, also behind an option with its value', () => {
    expect(after('backtest', 'sma')).toEqual(['sma-cross']);
    expect(after('backtest', 'sma-cross', 'opening')).toEqual(['opening-range']);
    expect(after('backtest', '--seed', '3', 'sma')).toEqual(['sma-cross']);
    expect(after('inspect', 'sma')).toEqual(['sma-cross']);
  });

  it('are options, rule sets and settings', () => {
    expect(after('--v')).toEqual(['--version']);
    expect(after('backtest', 'sma-cross', '--st')).toEqual(['--strict']);
    expect(after('backtest', 'sma-cross', '--rules', 'back')).toEqual(['backtesting.py', 'backtrader']);
    expect(after('backtest', 'sma-cross', '--set', 'broker.ca')).toEqual(['broker.cash=']);
    expect(after('config', 'show', '--set', 'rul')).toEqual(['rules=']);
    expect(after('limits', 'set', 'maxOrderQ')).toEqual(['maxOrderQuantity=']);
  });

  it('know that bash makes three words of --rules=lean', () => {
    expect(after('backtest', '--rules', '=', 'l')).toEqual(['lean']);
    expect(after('backtest', '--rules', '=')).toContain('lean');
  });

  it('are nothing where a shell itself knows the files, and nobody knows the words', () => {
    expect(after('backtest', 'sma-cross', '--config', '')).toEqual([]);
    expect(after('report', '')).toEqual([]);
    expect(after('backtest', 'zzz')).toEqual([]);
  });
});
