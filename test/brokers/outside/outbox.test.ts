import { describe, expect, it } from '@jest/globals';
import { Outbox } from '../../../src/brokers/outside/outbox.js';
import type { Command } from '../../../src/domain/order.js';
import { approve } from '../../../src/risk/approved.js';

const cancel = (order: string) => approve<Command>({ kind: 'cancel', order });

/** An outbox, a disk that a test lets write, and what left. */
const posted = () => {
  const sent: string[] = [];
  const failures: unknown[] = [];
  const flushes: { done: () => void; fail: (error: Error) => void }[] = [];
  const outbox = new Outbox({
    flush: () => new Promise((done, fail) => flushes.push({ done, fail })),
    send: (command) => sent.push(command.kind === 'place' ? command.order.id : command.order),
    onFailure: (error) => failures.push(error),
  });
  return { outbox, sent, failures, flushes };
};

const settled = () => new Promise((resolve) => void setImmediate(resolve));

describe('the outbox', () => {
  it('lets nothing leave before the disk has it, and one flush is for all that wait', async () => {
    const { outbox, sent, flushes } = posted();
    outbox.open();
    outbox.put(cancel('1'));
    outbox.put(cancel('2'));
    await settled();
    expect(sent).toEqual([]);
    expect(flushes).toHaveLength(1);
    // This one is written after the flush began: only the next one covers it.
    outbox.put(cancel('3'));
    flushes[0]?.done();
    await settled();
    expect(sent).toEqual(['1', '2']);
    expect(flushes).toHaveLength(2);
    flushes[1]?.done();
    await settled();
    expect(sent).toEqual(['1', '2', '3']);
  });

  it('takes what a replay says for said long ago', async () => {
    const { outbox, sent, flushes } = posted();
    outbox.put(cancel('1'));
    outbox.open();
    await settled();
    expect(flushes).toEqual([]);
    outbox.put(cancel('2'));
    await settled();
    flushes[0]?.done();
    await settled();
    expect(sent).toEqual(['2']);
  });

  it('keeps what a failed flush did not cover, says so, and sends it when the disk is back', async () => {
    const { outbox, sent, failures, flushes } = posted();
    outbox.open();
    outbox.put(cancel('1'));
    await settled();
    flushes[0]?.fail(new Error('ENOSPC: no space left on device'));
    await settled();
    expect(sent).toEqual([]);
    expect(String(failures)).toContain('ENOSPC');
    outbox.retry();
    await settled();
    flushes[1]?.done();
    await settled();
    expect(sent).toEqual(['1']);
  });

  it('does not send what was revoked while it waited', async () => {
    const { outbox, sent, flushes } = posted();
    outbox.open();
    outbox.put(cancel('1'));
    outbox.put(cancel('2'));
    await settled();
    outbox.revoke('1');
    flushes[0]?.done();
    await settled();
    expect(sent).toEqual(['2']);
  });
});
