import { describe, expect, it } from '@jest/globals';
import { dialEngine } from '../../../src/cli/engine/dial-engine.js';
import { openControl } from '../../../src/control/open-control.js';
import { runFiles } from '../../../src/recording/run-folder.js';
import { takeLock } from '../../../src/recording/take-lock.js';
import { fakeEngine } from '../../control/fake-engine.js';
import { scratch } from '../scratch.js';

const { path, write } = scratch();

/** A folder as a run has it between its lock and its socket. */
const begun = async (name: string) => {
  write(`${name}/journal.jsonl`, '');
  return { folder: path(name), unlock: await takeLock(runFiles(path(name)).lock) };
};

describe('a line to an engine that is coming up', () => {
  it('is waited for', async () => {
    const { folder, unlock } = await begun('soon');
    const dialling = dialEngine(folder);
    await new Promise((resolve) => setImmediate(resolve));
    const control = await openControl(folder, fakeEngine(), (limits) => limits);
    const line = await dialling;
    expect(line.run).toBe('r1');
    line.hangUp();
    await control.close();
    await unlock();
  });

  it('is waited for no longer than it may take, and the refusal says that somebody is there', async () => {
    const { folder, unlock } = await begun('never');
    await expect(dialEngine(folder, 1)).rejects.toMatchObject({ code: 'ENGINE_STARTING' });
    await unlock();
  });

  it('is refused at once where nobody has the run', async () => {
    const { folder, unlock } = await begun('left');
    await unlock();
    await expect(dialEngine(folder)).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });
  });
});
