import { readdirSync } from 'node:fs';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { OperatorCommand, SettingChange } from '../../../src/domain/operator-command.js';
import { quote, trade } from '../../../src/testing/index.js';

/** Fifty symbols. */
export const SYMBOLS: readonly string[] = Array.from(
  { length: 50 },
  (_, index) => `S${String(index).padStart(2, '0')}`,
);

/** The text of a pipeline that keeps quiet and holds back by the engine's clock, ours and rxjs's. */
export const RESTLESS = `
import { definePipeline, quotes, target, trades } from 'millrace';
import { debounce } from 'millrace/operators/debounce';
import { perSymbol } from 'millrace/operators/per-symbol';
import { throttle } from 'millrace/operators/throttle';
import { debounceTime, map, merge, throttleTime } from 'rxjs';
import { z } from 'zod';
export const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({ symbols: z.array(z.string()).min(1) }),
  feeds: ({ symbols }) => ({ trade$: trades({ symbols }), quote$: quotes({ symbols }) }),
  flow: ({ trade$, quote$ }, { clock, random }) => {
    const hold = (because, sizes) => map(({ symbol }) => {
      return target({ symbol, quantity: Math.floor(random() * sizes), because });
    });
    return merge(
      trade$.pipe(perSymbol(debounce({ quietMs: 1_500, clock })), hold('quiet', 7)),
      trade$.pipe(debounceTime(700, clock), hold('all quiet', 3)),
      quote$.pipe(perSymbol(throttle({ everyMs: 20_000, clock })), hold('throttled', 5)),
      quote$.pipe(throttleTime(5_000, clock, { leading: false, trailing: true }), hold('at last', 9)),
    );
  },
});
`;

const PARAMS: Readonly<Record<string, readonly string[]>> = {
  'bollinger-breakout': ['every=5s', 'span=5', 'deviations=1', 'quantity=10'],
  'donchian-trend': ['every=5s', 'span=5', 'rangeSpan=3'],
  'momentum-rotation': ['every=5s', 'span=2', 'top=5'],
  // Its range is the first minute of the day that begins in the middle, and it is flat some minutes later.
  'opening-range': ['openMinutes=0.5', 'flatBeforeCloseMinutes=1437'],
  'pairs-spread': ['every=2s', 'hedgeSpan=3', 'span=3', 'entry=0.5', 'exit=0.1', 'stop=9'],
  'rsi-reversion': ['every=5s', 'span=2', 'trend=3', 'entry=30'],
  'sma-cross': ['every=5s', 'fast=2', 'slow=4', 'direction=long-short'],
};

/** Every pipeline of the checkout and one of a path, with parameters by which a few minutes are long. */
export const everyPipeline = (
  restless: string,
): { readonly ids: string[]; readonly names: string[]; readonly param: string[] } => {
  const own = readdirSync('pipelines').map((file) => file.replace(/\.ts$/, ''));
  const param = own.flatMap((id) => {
    const symbols = id === 'pairs-spread' ? SYMBOLS.slice(0, 2) : SYMBOLS;
    const said = PARAMS[id];
    if (!said) throw new Error(`say here which parameters make ${id} decide within minutes`);
    return [`symbols=${symbols.join(',')}`, ...said].map((text) => `${id}.${text}`);
  });
  const ids = [...own, 'restless'];
  return { ids, names: [...own, restless], param: [...param, `restless.symbols=${SYMBOLS.join(',')}`] };
};

type Random = () => number;

const MONTH = Date.UTC(2024, 1, 1);

/**
 * Some minutes around the turn of a month: several symbols at most instants, a pause in which only timers
 * ring, gaps and halts.
 */
export const anyDay = (random: Random, rounds: number): readonly MarketEvent[] => {
  const prices = SYMBOLS.map(() => 50 + Math.floor(random() * 5_000) / 100);
  const events: MarketEvent[] = [];
  let at = MONTH - Math.floor(rounds / 2) * 1_000;
  for (let round = 0; round < rounds; round += 1) {
    at += random() < 0.03 ? 45_000 : ([1, 250, 1_000, 1_000, 1_750][Math.floor(random() * 5)] ?? 0);
    for (const [index, symbol] of SYMBOLS.entries()) {
      // The pair trades at most instants, the others at some.
      if (random() < (index < 2 ? 0.1 : 0.6)) continue;
      const price = Math.max(1, (prices[index] ?? 1) + Math.round((random() - 0.5) * 60) / 100);
      prices[index] = price;
      const bid = Math.round(100 * price - 2) / 100;
      const ask = Math.round(100 * price + 2) / 100;
      if (random() < 0.01) {
        const state = random() < 0.7 ? 'gap' : random() < 0.5 ? 'halted' : 'trading';
        events.push({ kind: 'status', symbol, at, happenedAt: at, state, detail: 'as it came' });
      } else if (random() < 0.5) events.push(quote({ symbol, at, bid, ask, bidSize: 500, askSize: 400 }));
      else events.push(trade({ symbol, at, price: Math.round(100 * price) / 100, size: 1_000 }));
    }
  }
  return events;
};

/** The same as lines of which some come late, some are none, and some happened before they were known. */
export const disordered = (random: Random, events: readonly MarketEvent[]): readonly string[] =>
  events.flatMap((event) => {
    const late = random() < 0.02 ? Math.floor(random() * 8_000) : 0;
    const happened =
      random() < 0.05 ? { happenedAt: event.at - late - 300 } : { happenedAt: event.at - late };
    const line = JSON.stringify({ ...event, at: event.at - late, ...happened });
    return random() < 0.005 ? [line, `{"kind":"trade","symbol":"${event.symbol}"`] : [line];
  });

/** What people can say. */
export const WORDS: readonly OperatorCommand['kind'][] = [
  'pause',
  'resume',
  'cancel',
  'flatten',
  'kill',
  'unlatch',
  'limits',
  'reload',
  'reconcile',
  'disable',
  'enable',
];

/** Limits and bounds as somebody who edits a run's configuration may leave them. */
const anyChanges = (random: Random): readonly SettingChange[] => {
  const one = <T>(...choices: readonly T[]): T | null =>
    choices[Math.floor(random() * choices.length)] ?? null;
  const values: Readonly<Record<string, SettingChange['after']>> = {
    'risk.maxOrderQuantity': one(null, 90, 5_000),
    'risk.maxOrdersPerMinute': one(null, 40, 3_000),
    'risk.symbols': one(null, SYMBOLS, SYMBOLS.slice(0, 25)),
    'live.sliceRows': one(1, 33, 1_024),
    'live.flushMs': one(0, 11, 300),
    'live.queueRows': one(60, 900),
    'live.stopOrders': one('keep', 'cancel'),
  };
  const changed = Object.entries(values).filter(() => random() < 0.7);
  return changed.map(([setting, after]) => ({ setting, before: null, after }));
};

/** Words of every kind, in an order of their own, so many. */
export const anyWords = (random: Random, count: number): readonly OperatorCommand[] => {
  const symbol = (): string | null => (random() < 0.5 ? null : (SYMBOLS[Math.floor(random() * 50)] ?? null));
  const pipelines = ['restless', 'sma-cross', 'nobody'];
  const pipeline = (): string => pipelines[Math.floor(random() * 3)] ?? '';
  const kinds: readonly (() => OperatorCommand)[] = [
    () => ({ kind: 'pause' }),
    () => ({ kind: 'resume' }),
    () => ({ kind: 'cancel', order: random() < 0.5 ? null : `1-${Math.ceil(random() * 200)}` }),
    () => ({ kind: 'flatten', symbol: symbol() }),
    () => ({ kind: 'kill' }),
    () => ({ kind: 'unlatch' }),
    () => ({
      kind: 'limits',
      limits: { maxOrderQuantity: 50 + Math.floor(random() * 500), maxOpenOrders: 400 },
    }),
    () => ({ kind: 'reload', changes: anyChanges(random) }),
    () => ({ kind: 'reconcile', symbol: symbol(), pipeline: null }),
    () => ({ kind: 'disable', pipeline: pipeline() }),
    () => ({ kind: 'enable', pipeline: pipeline() }),
  ];
  // What stops is soon followed by what lets go on, so that a run does not pass in silence.
  const free: readonly OperatorCommand[] = [
    { kind: 'resume' },
    { kind: 'unlatch' },
    { kind: 'enable', pipeline: 'restless' },
    { kind: 'enable', pipeline: 'sma-cross' },
  ];
  const words = kinds
    .map((make) => ({ word: make(), order: random() }))
    .sort((a, b) => a.order - b.order)
    .flatMap(({ word }) => [word, ...free.filter(() => random() < 0.7)]);
  return Array.from({ length: count }, (_, index) => words[index % words.length] ?? { kind: 'resume' });
};
