import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { usShare } from '../../../src/domain/instrument.js';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import { encodeJson } from '../../../src/sources/kafka/codec/json/encode-json.js';
import { linesFeed } from '../../../src/sources/live/lines-feed.js';
import { parseLinesUri } from '../../../src/sources/live/lines-uri.js';
import type { LiveFeed, Place } from '../../../src/sources/live/live-feed.js';
import { bar, quote, trade } from '../../../src/testing/index.js';
import { drivenWall } from '../../engine/live/driven-wall.js';

const NOON = Date.UTC(2030, 0, 2, 12);
const STEPPED = 'lines:-?symbols=A,B&kinds=trade,quote,bar:1m,bar:1d,status,event:news&speed=step';
const WALL = STEPPED.replace('&speed=step', '');

const feedOf = (
  input: Readable,
  {
    uri = STEPPED,
    after = null,
    repeats = false,
  }: { uri?: string; after?: Place | null; repeats?: boolean } = {},
): LiveFeed =>
  linesFeed({
    uri: parseLinesUri(uri),
    instrument: (symbol) => ({ ...usShare(symbol), calendar: symbol === 'B' ? 'XNYS' : null }),
    input,
    wall: drivenWall(NOON),
    after,
    repeats,
  });

const all = async (feed: LiveFeed): Promise<readonly MarketEvent[]> => {
  const heard: MarketEvent[] = [];
  for (let rows = await feed.next(); rows !== null; rows = await feed.next()) heard.push(...rows);
  return heard;
};

const told = (text: string, options?: Parameters<typeof feedOf>[1]) =>
  all(feedOf(Readable.from([Buffer.from(text)]), options));

const AT = Date.UTC(2024, 0, 2, 14, 30);
const said = (fields: object): string =>
  JSON.stringify({ kind: 'trade', symbol: 'A', at: AT, price: 3, ...fields });

describe('a feed of lines', () => {
  it('gives back the events that were written, however their bytes are cut', async () => {
    const some = fc.array(
      fc.record({
        afterMs: fc.constantFrom(0, 0, 1, 0.25, 60_000),
        symbol: fc.constantFrom('A', 'B'),
        price: fc.integer({ min: 1, max: 500 }),
        kind: fc.constantFrom('trade', 'quote', 'bar'),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 300 }), async (list, bytes) => {
        let at = AT;
        const events = list.map(({ afterMs, symbol, price, kind }): MarketEvent => {
          at += afterMs;
          if (kind === 'trade') return trade({ symbol, at, price, size: 10 });
          if (kind === 'quote') return quote({ symbol, at, bid: price, ask: price + 1 });
          const prices = { open: price, high: price, low: price, close: price };
          return bar({ symbol, at, every: '1m', ...prices });
        });
        const text = Buffer.from(events.map((event) => `${encodeJson(event)}\n`).join(''));
        const cuts = Array.from({ length: Math.ceil(text.length / bytes) }, (_, index) =>
          text.subarray(index * bytes, (index + 1) * bytes),
        );
        expect(await all(feedOf(Readable.from(cuts)))).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['price: -3', said({ price: -3 }), 'A', 'price is -3, a negative price'],
    ['price: 0', said({ price: 0 }), 'A', 'price is 0, at which nobody trades'],
    ['no price', said({ price: undefined }), 'A', 'price is missing'],
    ['a price as text', said({ price: '3' }), 'A', 'price is no number'],
    ['a negative size', said({ size: -1 }), 'A', 'size is -1, a negative size'],
    ['no symbol', said({ symbol: undefined }), '', 'symbol is no text'],
    ['an undeclared symbol', said({ symbol: 'C' }), '', "the source declares no trade of 'C'"],
    ['an undeclared event', said({ kind: 'event', name: 'rumour' }), 'A', 'declares no event:rumour of'],
    ['an unknown kind', said({ kind: 'tick' }), 'A', 'kind is none of trade, quote, bar, status, event'],
    ['no time', said({ at: undefined }), 'A', 'at is missing, and with speed=step it is the time'],
    ['seconds', said({ at: AT / 1_000 }), 'A', 'is no time such as'],
    ['a time that is none', said({ at: 'noon' }), 'A', 'is no time such as'],
    ['a time of the first days', said({ at: '0001-01-01' }), 'A', 'is no time such as'],
    ['a time of the last days', said({ at: '9999-12-31' }), 'A', 'is no time such as'],
    [
      'a bar of the last days',
      said({ kind: 'bar', at: Date.UTC(9999, 11, 30), every: '1m', open: 3, high: 3, low: 3, close: 3 }),
      'A',
      'is no time such as',
    ],
    [
      'a time that no calendar knows',
      said({ symbol: 'B', at: '1980-01-04' }),
      'B',
      'XNYS knows its sessions',
    ],
    [
      'data nested without end',
      `{"kind":"event","symbol":"A","name":"news","at":${AT},"data":${'['.repeat(61)}${']'.repeat(61)}}`,
      'A',
      'data is nested deeper than 60 levels',
    ],
    [
      'high below low',
      said({ kind: 'bar', every: '1m', open: 3, high: 2, low: 3, close: 3 }),
      'A',
      'high 2 is below low 3',
    ],
    [
      'a day without a start',
      said({ kind: 'bar', every: '1d', open: 3, high: 3, low: 3, close: 3 }),
      'A',
      'start is missing',
    ],
    ['an ask of 0', said({ kind: 'quote', bid: 1, ask: 0 }), 'A', 'ask is 0, at which nobody trades'],
    ['no JSON', '{"kind":', '', 'it is no JSON: {"kind":'],
    ['no object', '17', '', 'it is no object'],
    ['too much', `"${'x'.repeat(1_000_000)}"`, '', 'it is longer than 1000000 bytes'],
  ])('tells %s as a gap with its line, and goes on', async (_, line, symbol, reason) => {
    const heard = await told([said({}), '', line, said({ at: AT + 1 })].join('\n'));
    expect(heard).toMatchObject([
      { kind: 'trade', at: AT },
      { kind: 'status', state: 'gap', symbol, at: AT, detail: expect.stringMatching(/^line 3: /) },
      { kind: 'trade', at: AT + 1 },
    ]);
    expect(heard[1]).toMatchObject({ detail: expect.stringContaining(reason) });
  });

  it('tells what is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${said({})}\n"`), Buffer.from([0xff]), Buffer.from('"\n')]);
    expect((await all(feedOf(Readable.from([bytes]))))[1]).toMatchObject({
      detail: 'line 2: it is no UTF-8',
    });
  });

  it('keeps what went wrong before time is known, and tells it first', async () => {
    expect(await told(`junk\n${said({})}`)).toMatchObject([
      { state: 'gap', at: AT },
      { kind: 'trade', at: AT },
    ]);
    expect(await told('junk\n')).toMatchObject([
      { state: 'gap', at: NOON, detail: 'line 1: it is no JSON: junk' },
    ]);
  });

  it("has the time of its lines in steps, and else the wall's", async () => {
    const stepped = feedOf(Readable.from([Buffer.from(said({}))]));
    expect(stepped.now()).toBe(Number.NEGATIVE_INFINITY);
    const [event] = (await stepped.next()) ?? [];
    expect(event && stepped.stamp(event)).toBe(AT);
    expect([stepped.now(), stepped.delayMs(AT + 5)]).toEqual([AT, Number.POSITIVE_INFINITY]);

    const walled = feedOf(Readable.from([Buffer.from(`${said({})}\n${said({ at: undefined })}`)]), {
      uri: WALL,
    });
    const [old, fresh] = await all(walled);
    expect([old, fresh]).toMatchObject([{ happenedAt: AT }, { happenedAt: NOON }]);
    expect([old && walled.stamp(old), walled.now(), walled.delayMs(NOON + 5)]).toEqual([NOON, NOON, 5]);
  });

  it('goes on in a file behind what was heard, and says when that is not there any more', async () => {
    const text = ['junk', said({}), '', said({ at: AT + 1 }), 'junk'].join('\n');
    const after = { at: AT, rows: 2, total: 2, partitions: new Map() };
    expect(await told(text, { after, repeats: true })).toMatchObject([
      { kind: 'trade', at: AT + 1 },
      { state: 'gap', at: AT + 1, detail: 'line 5: it is no JSON: junk' },
    ]);
    expect(await told(text, { after })).toHaveLength(4);
    await expect(told('junk\n', { after, repeats: true })).rejects.toThrow('lacks 1 of the lines');
  });

  it('ends while it waits, and reads no further than it is asked', async () => {
    const waiting = feedOf(new PassThrough());
    const over = waiting.next();
    waiting.close();
    expect(await over).toBeNull();

    let read = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          read += 1;
          yield Buffer.from(`${said({})}\n`);
        }
      })(),
    );
    const feed = feedOf(endless);
    await feed.next();
    await new Promise((resolve) => setImmediate(resolve));
    // What a stream keeps ready, and not what there is.
    expect(read).toBeLessThan(100);
    feed.close();
  });

  it('says when its input breaks', async () => {
    const broken = new PassThrough();
    const next = feedOf(broken).next();
    broken.destroy(new Error('EIO'));
    await expect(next).rejects.toThrow('standard input breaks off: EIO');
  });
});
