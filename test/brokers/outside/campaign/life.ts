import { orderNames } from '../../../../src/brokers/outside/order-names.js';
import type { CommandSink } from '../../../../src/brokers/outside/outside-books.js';
import { outsideRules } from '../../../../src/brokers/outside/outside-rules.js';
import { resolveSettings } from '../../../../src/brokers/simulated/resolve-settings.js';
import type { OutsideHearing } from '../../../../src/brokers/simulated/simulated-broker.js';
import type { Stamped } from '../../../../src/domain/input.js';
import { usShare } from '../../../../src/domain/instrument.js';
import type { Entry } from '../../../../src/domain/journal.js';
import { assemble, type Engine } from '../../../../src/engine/assemble.js';
import { LiveEngine } from '../../../../src/engine/live/live-engine.js';
import type { Opening } from '../../../../src/engine/run-plan.js';
import { memorySource } from '../../../engine/memory-source.js';
import { NO_LIMITS } from '../../../engine/no-limits.js';
import { restless } from './restless.js';

/** Names of the orders of the campaign's runs. */
export const NAMES = orderNames('cmp');

/** How far apart two snapshots must be that prove something; more than any message is late. */
const ABSENT_GRACE_MS = 10_000;

/** When the campaign's time begins. */
export const START = Date.parse('2024-03-04T15:00:00Z');

/** What the campaign trades. */
export const SYMBOLS = ['AAA', 'BBB'] as const;

/** What a life of an engine is made of: its dice, until when it wishes anything, and what it takes over. */
interface LifeWish {
  readonly seed: number;
  readonly until: number;
  readonly opening: Opening | null;
}

/** One life of an engine: from its process's start to its death. */
export class Life {
  readonly entries: Entry[] = [];
  readonly engine: Engine;
  readonly outside: OutsideHearing;
  private readonly live: LiveEngine;

  constructor({ seed, until, opening }: LifeWish, commands: CommandSink) {
    const bar = (symbol: string) =>
      ({ ...PLAIN, symbol, kind: 'bar', at: START, start: START - 1_000 }) as const;
    this.engine = assemble(
      {
        pipelines: [
          { id: 'p', pipeline: restless, params: { symbols: [...SYMBOLS], until }, capital: 1_000_000 },
        ],
        sources: [memorySource(SYMBOLS.map(bar))],
        rules: outsideRules({ names: NAMES, commands, absentGraceMs: ABSENT_GRACE_MS }),
        broker: resolveSettings({ cash: 1_000_000 }, {}),
        limits: NO_LIMITS,
        currency: 'USD',
        benchmark: null,
        instrument: (symbol) => ({ ...usShare(symbol), calendar: null }),
        seed,
        coverage: { from: null, to: null },
        strict: false,
        ...(opening && { opening }),
      },
      { onEntry: (entry) => this.entries.push(entry) },
    );
    this.live = new LiveEngine(this.engine);
    const { outside } = this.engine.broker;
    if (!outside) throw new Error('the rules have an outside broker');
    this.outside = outside;
  }

  take(stamped: Stamped): void {
    this.live.take(stamped);
  }
}

const PLAIN = {
  every: '1s',
  sessionDate: '2024-03-04',
  open: 100,
  high: 100,
  low: 100,
  close: 100,
  volume: null,
  bid: null,
  ask: null,
} as const;
