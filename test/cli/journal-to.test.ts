import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { publishing } from '../../src/cli/journal-to.js';
import { MillraceError } from '../../src/domain/millrace-error.js';

const failure = new Error('the feed broke');
const left = new MillraceError('KAFKA_JOURNAL_LEFT', {
  ...{ topic: 'journals', run: 'r', waiting: 3, lost: 0, path: 'waiting.jsonl', reason: 'no broker' },
});

/** Whatever happens, in its order. */
const told: string[] = [];
const sink = {
  close: () => {
    told.push('closed');
    return Promise.resolve();
  },
};
const leaving = { close: () => Promise.reject(left) };
const run = () => {
  told.push('run');
  return Promise.resolve();
};
const failing = () => Promise.reject(failure);

afterEach(() => {
  jest.restoreAllMocks();
  told.splice(0);
});

describe('a run whose journal is published', () => {
  it('closes the sink when it is over', async () => {
    await publishing(sink, run);
    expect(told).toEqual(['run', 'closed']);
    await expect(publishing(leaving, run)).rejects.toBe(left);
    await publishing(null, run);
  });

  it('closes it also when it fails, and throws its own failure', async () => {
    await expect(publishing(sink, failing)).rejects.toBe(failure);
    expect(told).toEqual(['closed']);
    await expect(publishing(null, failing)).rejects.toBe(failure);
  });

  it('says what the topic lacks besides its own failure', async () => {
    const { exitCode } = process;
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(publishing(leaving, failing)).rejects.toBe(failure);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('KAFKA_JOURNAL_LEFT'));
    process.exitCode = exitCode;
  });
});
