import type { Entry } from '../../src/domain/journal.js';
import { tradesOf } from '../../src/portfolio/trades-of.js';
import type { FillRecord, Outcome, Scenario, Settings } from '../second-engine/script.js';
import { SYMBOL, scriptPipeline } from './script-pipeline.js';
import { sourceOfBars, type Trial, underRules } from './under-rules.js';

/** What our whole engine makes of a scenario, in the words of the engine it is compared with. */
export type Played = Pick<Outcome, 'rejected' | 'equity' | 'fills'> & {
  readonly trades: readonly Omit<Outcome['trades'][number], 'sl' | 'tp'>[];
  readonly open: readonly { readonly size: number; readonly entryBar: number; readonly entryPrice: number }[];
  /** Codes with which risk refused what was wished; a script may wish to close nothing. */
  readonly refusals: readonly string[];
};

/** Runs a scenario from bars to journal under the rules of backtesting.py. */
export const playScript = async ({ bars, settings, script }: Scenario): Promise<Played> => {
  const unit = settings.fractionalUnit ?? 1;
  const { entries, marks } = await underRules({
    pipeline: scriptPipeline(script, unit),
    source: sourceOfBars(SYMBOL, bars),
    broker: brokerOf(settings),
  });
  return {
    rejected: rejectedIn(entries),
    equity: marks.map(({ equity }) => equity),
    fills: fillsIn(entries),
    trades: tradesOf(entries).closed.map((trade) => ({
      size: trade.quantity,
      entryBar: trade.entryBar ?? Number.NaN,
      exitBar: trade.exitBar,
      entryPrice: trade.entryPrice,
      exitPrice: trade.exitPrice,
      pnl: trade.pnl,
      commission: trade.commission,
      returnPct: trade.returnPct / 100,
    })),
    open: openIn(entries, unit),
    refusals: entries.flatMap((entry) => (entry.kind === 'refusal' ? [entry.body.code] : [])),
  };
};

const brokerOf = ({ spread, commissionRate, fractionalUnit, ...same }: Settings): Trial['broker'] => ({
  ...same,
  spreadBps: spread * 10_000,
  commissionBps: commissionRate * 10_000,
  fractionalUnit: fractionalUnit ?? null,
});

const isOf =
  <K extends Entry['kind']>(kind: K) =>
  (entry: Entry): entry is Extract<Entry, { kind: K }> =>
    entry.kind === kind;

/**
 * Orders refused for their bracket, named as in the script. What came in the bar of a ruin was never asked
 * for,
 * but where the closes after the end have ruined the account.
 */
const rejectedIn = (entries: readonly Entry[]): Outcome['rejected'] => {
  const end = entries.findIndex(({ kind }) => kind === 'end');
  const ruin = entries.slice(0, end).find(({ kind }) => kind === 'halt')?.at ?? Number.POSITIVE_INFINITY;
  return entries
    .filter(isOf('order'))
    .filter(({ at, body }) => body.code === 'BRACKET_INCONSISTENT' && at < ruin)
    .flatMap(({ body: { key } }) => {
      const [bar, action] = key.replace('entry ', '').split('-').map(Number);
      return key.includes('/') || bar === undefined || action === undefined ? [] : [{ bar, action }];
    });
};

const fillsIn = (entries: readonly Entry[]): readonly FillRecord[] =>
  entries.filter(isOf('fill')).map(({ body: { bar, effect, side, quantity, price } }) => ({
    bar: bar ?? Number.NaN,
    kind: effect === 'open' ? 'open' : 'close',
    size: side === 'buy' ? quantity : -quantity,
    price,
  }));

/** Lots that fills opened and no fill closed, those included that a ruin took. */
const openIn = (entries: readonly Entry[], unit: number): Played['open'] => {
  const open = new Map<string, { size: number; entryBar: number; entryPrice: number }>();
  for (const { serial, body } of entries.filter(isOf('fill'))) {
    const size = body.side === 'buy' ? body.quantity : -body.quantity;
    const lot = open.get(body.lot ?? '');
    if (body.effect === 'open') {
      open.set(String(serial), { size, entryBar: body.bar ?? Number.NaN, entryPrice: body.price });
    } else if (lot) lot.size += size;
  }
  return [...open.values()].filter(({ size }) => Math.abs(size) > unit / 2);
};
