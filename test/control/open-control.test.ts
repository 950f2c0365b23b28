import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { dial } from '../../src/control/dial.js';
import { type OpenControl, openControl } from '../../src/control/open-control.js';
import { MillraceError } from '../../src/domain/millrace-error.js';
import type { OperatorCommand } from '../../src/domain/operator-command.js';
import { type FakeEngine, fakeEngine } from './fake-engine.js';

const folders: string[] = [];
const opened: OpenControl[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'control-'));
  folders.push(made);
  return made;
};

const open = async (directory: string, engine: FakeEngine = fakeEngine()): Promise<FakeEngine> => {
  const control = await openControl(directory, engine, (limits) => {
    if ('maxOrders' in limits)
      throw new MillraceError('CONFIG_INVALID', { place: 'maxOrders', reason: 'is unknown' });
    return limits;
  });
  opened.push(control);
  return engine;
};

/** A client that keeps no rule: it writes what it likes. */
const rawClient = async (directory: string) => {
  const socket = connect(join(directory, 'control.sock'));
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const until = async (holds: (lines: readonly string[]) => boolean): Promise<readonly string[]> => {
    while (!holds(text.split('\n').slice(0, -1))) await once(socket, 'data');
    return text.split('\n').slice(0, -1);
  };
  return {
    socket,
    lines: async (count: number) => (await until((lines) => lines.length >= count)).map(parsed),
    closed: async () => {
      if (!socket.closed) await once(socket, 'close');
      return text.split('\n').slice(0, -1).map(parsed);
    },
  };
};

const parsed = (line: string): unknown => JSON.parse(line);

const view = '{"id":1,"ask":"view"}\n';

/** Answered within the test's time: the engine is still there for others. */
const expectServed = async (directory: string): Promise<void> => {
  const line = await dial(directory);
  expect((await line.view()).run.id).toBe('r1');
  line.hangUp();
};

describe('the control socket', () => {
  it('hands commands on with who and why, and answers what came of them', async () => {
    const directory = folder();
    const engine = await open(
      directory,
      fakeEngine({
        answer: (serial, { kind }) =>
          Promise.resolve(
            kind === 'cancel'
              ? { done: false, serial, outcome: { code: 'KEY_UNKNOWN', facts: { key: 'x' } } }
              : { done: true, serial, outcome: null },
          ),
      }),
    );
    const line = await dial(directory);
    expect(line.run).toBe('r1');
    expect(await line.say({ kind: 'kill' }, { who: 'ana', why: 'fat finger' })).toEqual({
      done: true,
      serial: 1,
      outcome: null,
    });
    expect(await line.say({ kind: 'cancel', order: '1-9' }, { who: 'ana', why: '' })).toEqual({
      done: false,
      serial: 2,
      outcome: { code: 'KEY_UNKNOWN', facts: { key: 'x' } },
    });
    expect(engine.told).toEqual([
      { command: { kind: 'kill' }, by: { who: 'ana', why: 'fat finger' } },
      { command: { kind: 'cancel', order: '1-9' }, by: { who: 'ana', why: '' } },
    ]);
    line.hangUp();
  });

  it('shows at once what a command changed, though views are kept for a moment', async () => {
    const directory = folder();
    const engine = await open(directory);
    const line = await dial(directory);
    for (let count = 0; count < 20; count += 1) expect((await line.view()).brakes).toEqual([]);
    expect(engine.views()).toBeLessThan(20);
    await line.say({ kind: 'kill' }, { who: 'ana', why: 'x' });
    expect((await line.view()).brakes).toMatchObject([{ kind: 'kill', who: 'ana', why: 'x' }]);
    line.hangUp();
  });

  it('is open to its owner alone, and so is the folder that it makes', async () => {
    const directory = join(folder(), 'new', 'run');
    const before = process.umask(0);
    try {
      await open(directory);
    } finally {
      expect(process.umask(before)).toBe(0);
    }
    expect((statSync(join(directory, 'control.sock')).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(directory).mode & 0o777).toString(8)).toBe('700');
  });

  it('takes its socket away at the end, and says goodbye', async () => {
    const directory = folder();
    await open(directory);
    const client = await rawClient(directory);
    await client.lines(1);
    await opened.splice(0)[0]?.close();
    expect((await client.closed()).at(-1)).toMatchObject({
      id: null,
      error: { code: 'CLIENT_DISMISSED', facts: { reason: 'the engine is ending' } },
    });
    expect(existsSync(join(directory, 'control.sock'))).toBe(false);
    await expect(dial(directory)).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });
  });

  it('replaces the socket of a process that was killed, and leaves that of one that lives', async () => {
    const directory = folder();
    const path = join(directory, 'control.sock');
    const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    try {
      await once(child.stdout, 'data');
      await expect(open(directory)).rejects.toMatchObject({ code: 'ENGINE_RUNNING' });
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    expect(lstatSync(path).isSocket()).toBe(true);
    await expect(dial(directory)).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });
    await open(directory);
    await expectServed(directory);
    await expect(open(directory)).rejects.toMatchObject({ code: 'ENGINE_RUNNING' });
    await expectServed(directory);
  });

  it('does not touch a file that is no socket', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'control.sock'), 'mine');
    await expect(open(directory)).rejects.toMatchObject({ code: 'CONTROL_UNOPENED' });
    expect(statSync(join(directory, 'control.sock')).size).toBe(4);
  });

  it('works in a folder whose path is longer than that of a socket may be', async () => {
    const directory = join(folder(), 'd'.repeat(120));
    mkdirSync(directory);
    if (process.platform !== 'linux') {
      await expect(open(directory)).rejects.toMatchObject({ code: 'CONTROL_UNOPENED' });
      return;
    }
    await open(directory);
    expect((statSync(join(directory, 'control.sock')).mode & 0o777).toString(8)).toBe('600');
    await expectServed(directory);
    await opened.splice(0)[0]?.close();
    expect(existsSync(join(directory, 'control.sock'))).toBe(false);
  });
});

describe('the control socket and a client that asks nonsense', () => {
  it.each([
    ['no JSON', 'kill'],
    ['JSON that is no object', '[1]'],
    ['nothing to do', '{"id":1}'],
    ['an unknown question', '{"id":1,"ask":"all"}'],
    ['an unknown command', '{"id":1,"say":{"kind":"buy"},"who":"a","why":"b"}'],
    ['a field too many', '{"id":1,"say":{"kind":"pause","order":"1"},"who":"a","why":"b"}'],
    ['nobody', '{"id":1,"say":{"kind":"pause"},"who":" ","why":"b"}'],
    ['no reason for a kill', '{"id":1,"say":{"kind":"kill"},"who":"a","why":" "}'],
    ['no reason for a flatten', '{"id":1,"say":{"kind":"flatten","symbol":null},"who":"a","why":""}'],
    ['a reason that moves the cursor', '{"id":1,"say":{"kind":"pause"},"who":"a","why":"\\u001b[2J"}'],
    ['no limit', '{"id":1,"say":{"kind":"limits","limits":{}},"who":"a","why":"b"}'],
    ['a negative id', '{"id":-1,"ask":"view"}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['an empty line', ''],
  ])('answers %s with a code and goes on', async (_, line) => {
    const directory = folder();
    const engine = await open(directory);
    const { socket, lines } = await rawClient(directory);
    socket.write(line);
    socket.write(`\n${view}`);
    const [, refused, answered] = await lines(3);
    expect(refused).toMatchObject({ error: { code: 'REQUEST_INVALID' } });
    expect(answered).toMatchObject({ id: 1, view: { run: { id: 'r1' } } });
    expect(engine.told).toEqual([]);
    socket.destroy();
  });

  it('lets limits pass as the schema of settings takes them', async () => {
    const directory = folder();
    const engine = await open(directory);
    const line = await dial(directory);
    const by = { who: 'ana', why: 'b' };
    const wrong = line.say({ kind: 'limits', limits: { maxOrders: 1 } }, by);
    await expect(wrong).rejects.toMatchObject({ code: 'CONFIG_INVALID', facts: { place: 'maxOrders' } });
    await line.say({ kind: 'limits', limits: { maxOrderQuantity: 1 } }, by);
    expect(engine.told).toHaveLength(1);
    line.hangUp();
  });

  it('answers that the engine could not do it where it fails', async () => {
    const directory = folder();
    await open(directory, fakeEngine({ answer: () => Promise.reject(new Error('disk full')) }));
    const line = await dial(directory);
    await expect(line.say({ kind: 'pause' }, { who: 'a', why: '' })).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
      facts: { why: 'disk full' },
    });
    line.hangUp();
  });
});

/** One of each kind: the compiler asks for those that come. */
const commands: { readonly [K in OperatorCommand['kind']]: Extract<OperatorCommand, { readonly kind: K }> } =
  {
    pause: { kind: 'pause' },
    resume: { kind: 'resume' },
    cancel: { kind: 'cancel', order: '1-1' },
    flatten: { kind: 'flatten', symbol: 'SPY' },
    kill: { kind: 'kill' },
    unlatch: { kind: 'unlatch' },
    limits: { kind: 'limits', limits: { maxOrderQuantity: 1 } },
    reload: { kind: 'reload', changes: [] },
    reconcile: { kind: 'reconcile', symbol: null, pipeline: 'p' },
    enable: { kind: 'enable', pipeline: 'p' },
    disable: { kind: 'disable', pipeline: 'p' },
  };

describe('the control socket and every command', () => {
  it('hands each on as it was said', async () => {
    const directory = folder();
    const engine = await open(directory);
    const line = await dial(directory);
    for (const command of Object.values(commands)) {
      expect(await line.say(command, { who: 'ana', why: 'test' })).toMatchObject({ done: true });
    }
    expect(engine.told.map(({ command }) => command)).toEqual(Object.values(commands));
    line.hangUp();
  });

  it.each(['kill', 'unlatch', 'limits', 'reload', 'flatten', 'reconcile'] as const)(
    'wants a reason for %s',
    async (kind) => {
      const directory = folder();
      const engine = await open(directory);
      const line = await dial(directory);
      const said = line.say(commands[kind], { who: 'ana', why: ' ' });
      await expect(said).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
      expect(engine.told).toEqual([]);
      line.hangUp();
    },
  );
});

describe('the control socket and bad clients', () => {
  it('lets one go that asks without a pause, though it reads', async () => {
    const directory = folder();
    await open(directory);
    const line = await dial(directory);
    const asking = async (): Promise<never> => {
      for (;;) await line.view();
    };
    await expect(asking()).rejects.toMatchObject({ code: 'CLIENT_DISMISSED' });
    await expectServed(directory);
  });

  it('reads a request that comes byte by byte, and forgets half of one when its client hangs up', async () => {
    const directory = folder();
    const engine = await open(directory);
    const first = await rawClient(directory);
    for (const byte of view) {
      first.socket.write(byte);
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect((await first.lines(2))[1]).toMatchObject({ id: 1 });
    first.socket.end('{"id":2,"say":{"kind":"pause"},"who":"a","why":""}');
    await first.closed();
    expect(engine.told).toEqual([]);
    await expectServed(directory);
  });

  it('answers a client that said all and hung up its half', async () => {
    const directory = folder();
    await open(directory);
    const { socket, closed } = await rawClient(directory);
    socket.end(`${view}${view}`);
    expect(await closed()).toHaveLength(3);
  });

  it('says why to one that writes a line of 10 MB, and keeps little of it', async () => {
    const directory = folder();
    await open(directory);
    const { socket, closed } = await rawClient(directory);
    const piece = Buffer.alloc(1_000_000, 'x');
    for (let count = 0; count < 10; count += 1) socket.write(piece);
    expect((await closed()).at(-1)).toMatchObject({
      error: { code: 'CLIENT_DISMISSED', facts: { reason: 'a request has more than 65536 bytes' } },
    });
    await expectServed(directory);
  });

  it('lets one go that asks and asks and reads nothing', async () => {
    const directory = folder();
    const engine = await open(directory);
    const { socket, closed } = await rawClient(directory);
    socket.pause();
    for (let count = 0; count < 100; count += 1) socket.write(view.repeat(1_000));
    await expectServed(directory);
    socket.resume();
    const said = await closed();
    expect(said.at(-1)).toMatchObject({ error: { code: 'CLIENT_DISMISSED' } });
    expect(engine.views()).toBeLessThan(100);
    await expectServed(directory);
  });

  it('serves whoever comes, though a thousand are connected and silent', async () => {
    const directory = folder();
    await open(directory);
    const clients: Socket[] = [];
    let dismissed = 0;
    for (let count = 0; count < 1_000; count += 1) {
      const socket = connect(join(directory, 'control.sock'));
      socket
        .on('error', () => undefined)
        .on('data', (piece) => {
          if (piece.includes('64 others are connected')) dismissed += 1;
        });
      clients.push(socket);
      if (count % 50 === 0) await new Promise((resolve) => void setImmediate(resolve));
    }
    const asked = await dialled(directory);
    expect((await asked.view()).run.id).toBe('r1');
    asked.hangUp();
    expect(dismissed).toBeGreaterThan(0);
    for (const socket of clients) socket.destroy();
    await expectServed(directory);
  });

  it('is not held up by one that hangs up while the engine works for it', async () => {
    const directory = folder();
    let finish: () => void = () => undefined;
    const worked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const engine = await open(
      directory,
      fakeEngine({
        answer: async (serial, { kind }) => {
          if (kind === 'pause') await worked;
          return { done: true, serial, outcome: null };
        },
      }),
    );
    const { socket, lines } = await rawClient(directory);
    await lines(1);
    socket.write('{"id":2,"say":{"kind":"pause"},"who":"a","why":""}\n');
    while (engine.told.length === 0) await expectServed(directory);
    socket.destroy();
    const line = await dial(directory);
    expect(await line.say({ kind: 'kill' }, { who: 'b', why: 'c' })).toMatchObject({ done: true });
    finish();
    await expectServed(directory);
    line.hangUp();
  });
});

/** Dials again where so many knock that the system turns some away. */
const dialled = async (directory: string): ReturnType<typeof dial> => {
  for (;;) {
    try {
      return await dial(directory);
    } catch (error) {
      if (!(error instanceof MillraceError) || error.code === 'ENGINE_NOT_RUNNING') throw error;
    }
  }
};

describe('dialling', () => {
  it('says which engine is silent', async () => {
    const directory = folder();
    await open(directory, fakeEngine({ answer: () => new Promise(() => undefined) }));
    const line = await dial(directory, 100);
    await expect(line.say({ kind: 'pause' }, { who: 'a', why: '' })).rejects.toMatchObject({
      code: 'ENGINE_SILENT',
    });
  });

  it('says where no engine runs', async () => {
    await expect(dial(folder())).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });
    await expect(dial('/nowhere')).rejects.toMatchObject({ code: 'ENGINE_NOT_RUNNING' });
  });
});
