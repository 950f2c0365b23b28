import { describe, expect, it } from '@jest/globals';
import { ERRORS } from '../../../src/domain/error-codes.js';
import { onDisk } from '../../../src/engine/live/on-disk.js';

const full = (): Promise<void> => Promise.reject(new Error('no space left on device'));

describe('what is answered to a person', () => {
  it('is what the engine did, once that is on the disk', async () => {
    const answer = { done: true, outcome: null, serial: 7 };
    await expect(onDisk(Promise.resolve(), { command: 'kill', answer })).resolves.toBe(answer);
  });

  it('says that it holds where the disk refuses, and never that it was not done', async () => {
    const answer = { done: true, outcome: null, serial: 7 };
    const answered = onDisk(full(), { command: 'kill', answer });
    await expect(answered).rejects.toMatchObject({
      code: 'COMMAND_UNRECORDED',
      message: expect.stringMatching(/^kill is done and holds, .*no space left on device/),
    });
    // By operating.md: whatever is not done and on the disk ends with 5.
    expect(ERRORS.COMMAND_UNRECORDED.exit).toBe(5);
  });

  it('is a refusal also where the disk refuses: nothing was done that it could lose', async () => {
    const outcome = { code: 'POSITION_FLAT', facts: { symbol: 'X' } } as const;
    const answer = { done: false, outcome, serial: 7 };
    await expect(onDisk(full(), { command: 'flatten', answer })).resolves.toBe(answer);
  });
});
