import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from '@jest/globals';
import type { LiveView } from '../../src/control/live-view.js';
import { root } from './ran.js';

/** Does what it is told, refuses to enable anything, and shows the last word with its reason. */
const script = (directory: string, view: LiveView): string => `
import { openControl } from ${JSON.stringify(`${root}/dist/src/control/open-control.js`)};
import { checkLimits } from ${JSON.stringify(`${root}/dist/config/check-limits.js`)};
let view = ${JSON.stringify(view)};
let serial = 0;
const say = async (command, by) => {
  serial += 1;
  if (command.kind === 'enable') {
    return { done: false, serial, outcome: { code: 'KEY_UNKNOWN', facts: { key: command.pipeline } } };
  }
  const since = view.flow.at;
  const brakes = command.kind === 'kill' ? [{ kind: 'kill', symbol: null, since, ...by }] : [];
  view = { ...view, brakes, limits: { ...view.limits, ...command.limits } };
  view.run = { ...view.run, id: JSON.stringify([command, by]) };
  return { done: true, serial, outcome: null };
};
const control = await openControl(${JSON.stringify(directory)}, { say, view: () => view }, checkLimits);
process.on('SIGTERM', () => control.close());
console.log('open');
`;

/** Starts engines, each a process that is only its control socket; they end with the tests of the file. */
export const engineProcesses = () => {
  const ends: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(ends.map((end) => end())));
  return async (directory: string, view: LiveView): Promise<(signal: NodeJS.Signals) => Promise<void>> => {
    const words = ['--input-type=module', '-e', script(directory, view)];
    const child = spawn(process.execPath, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {},
    });
    const ended = once(child, 'exit');
    const end = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
      child.kill(signal);
      await ended;
    };
    ends.push(end);
    await once(child.stdout, 'data');
    return end;
  };
};
