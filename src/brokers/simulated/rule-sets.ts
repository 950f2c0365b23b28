import type { TargetSizing } from '../../risk/risk-context.js';
import { BacktestingPyBroker } from './backtesting-py/backtesting-py-broker.js';
import { BacktraderBroker } from './backtrader/backtrader-broker.js';
import { targetSizing } from './backtrader/target-sizing.js';
import type { BrokerSettings } from './broker-settings.js';
import { LateChanges } from './late-changes.js';
import { LeanBroker } from './lean/lean-broker.js';
import { targetSizing as leanSizing } from './lean/target-sizing.js';
import { RealisticBroker } from './realistic/realistic-broker.js';
import type { BrokerContext, SimulatedBroker } from './simulated-broker.js';

/** A named combination of laws, and of the statistics' formulas that go with them. */
export interface RuleSet {
  readonly name: string;
  /** The settings under `broker.` that it reads; any other is a config error. */
  readonly uses: readonly (keyof BrokerSettings)[];
  /** What it takes where nobody chose, if not the neutral value. */
  readonly defaults?: Partial<BrokerSettings>;
  /**
   * Which rows fill orders when `broker.matchOn` does not say: the finest there are, or the
   * pipeline's own bars.
   */
  readonly matchOn: 'finest' | 'own-bars';
  /** An order may be a fraction of the free buying power. */
  readonly sizesAtFill: boolean;
  /** How a target in money becomes units; absent: whole units toward zero, or the instrument's lots. */
  readonly sizing?: (settings: BrokerSettings) => TargetSizing;
  /** Opposite orders of different pipelines that could trade with each other are refused. */
  readonly refusesCrossing: boolean;
  /** Prices and quantities are put on the instrument's grid, as a venue asks; references know no grid. */
  readonly snaps: boolean;
  /** The first bar after the declared warm-up counts to it still. */
  readonly warmsFirstBar: boolean;
  /** It books splits and dividends; rules that do not refuse a source that has them. */
  readonly booksActions: boolean;
  readonly statistics: 'backtesting.py' | 'backtrader' | 'lean' | 'standard';
  /** What it does not model, a sentence each. */
  readonly omissions: readonly string[];
  readonly make: (settings: BrokerSettings, context: BrokerContext) => SimulatedBroker;
}

const BACKTESTING_PY: RuleSet = {
  name: 'backtesting.py',
  uses: [
    'cash',
    'spreadBps',
    'commissionBps',
    'commissionFixed',
    'marginRatio',
    'tradeOnClose',
    'exclusiveOrders',
    'hedging',
    'fractionalUnit',
    'finalizeTrades',
  ],
  matchOn: 'own-bars',
  sizesAtFill: true,
  refusesCrossing: false,
  snaps: false,
  warmsFirstBar: true,
  booksActions: false,
  statistics: 'backtesting.py',
  omissions: [
    'Volume limits nothing.',
    'The spread is paid at the entry alone.',
    'Latency is 0.',
    'A day order works until it is cancelled; ioc, fok, gtd, open, close and oco are refused.',
    'Ticks, lots, borrow fees and interest are unknown.',
    'Parts of a unit are rejected.',
    'fractionalUnit scales no price that a pipeline sees: averages that tie can cross at another bar.',
    'With it equity may differ in its last digit.',
    'Splits and dividends as events are refused.',
  ],
  make: (settings, context) =>
    new LateChanges(
      context,
      { latencyMs: 0, newOrders: true },
      (timed) => new BacktestingPyBroker(settings, timed),
    ),
};

const BACKTRADER: RuleSet = {
  name: 'backtrader',
  uses: [
    'cash',
    'commissionBps',
    'commissionPerUnit',
    'marginRatio',
    'slippageBps',
    'slippagePoints',
    'slipOpen',
    'slipMatch',
    'slipLimit',
    'slipOut',
    'tradeOnClose',
    'shortCash',
    'checkSubmit',
  ],
  matchOn: 'own-bars',
  sizesAtFill: false,
  sizing: targetSizing,
  refusesCrossing: false,
  snaps: false,
  warmsFirstBar: false,
  booksActions: false,
  statistics: 'backtrader',
  omissions: [
    'Volume limits nothing, and latency is 0.',
    'Instruments with daily settlement are futures, all others shares.',
    'Exits may open the other way: nothing makes them smaller when what they protect is gone.',
    'An order cannot be taken back before the next bar has come; amend, ioc, fok, open and lots are refused.',
    'A day order ends before the first bar of another date.',
    'Bars of several symbols at one instant are met one after another.',
    'Ticks, lots, interest, trailing stops, fund mode and cheat-on-open are unknown.',
    'Splits and dividends as events are refused.',
  ],
  make: (settings, context) =>
    new LateChanges(
      context,
      { latencyMs: 0, newOrders: true },
      (timed) => new BacktraderBroker(settings, timed),
    ),
};

const REALISTIC: RuleSet = {
  name: 'realistic',
  uses: [
    'cash',
    'spreadBps',
    'marginRatio',
    'matchOn',
    'latencyMs',
    'maxCommissionPct',
    'fees',
    'slippage',
    'slippageCoefficient',
  ],
  matchOn: 'finest',
  sizesAtFill: false,
  refusesCrossing: true,
  snaps: true,
  warmsFirstBar: false,
  booksActions: true,
  statistics: 'standard',
  omissions: [
    'Borrow fees, interest and margin calls are left out, under ibkr-fixed exchange and regulatory fees too.',
    'Bars have the spread that broker.spreadBps says, 0 unless set, and no latency.',
    'The book behind the touch is unknown.',
    'Fills are means of several prices and so off the tick grid.',
    'A close order needs bars.',
    'Orders at work tie up no money before they fill.',
    'On quotes and trades no slippage but spread moves the price.',
    'Dividends are paid on their ex-day, without tax.',
    'Orders that follow a split or a dividend may lie off the tick grid.',
  ],
  make: (settings, context) =>
    new LateChanges(
      context,
      { latencyMs: settings.latencyMs, newOrders: false },
      (timed) => new RealisticBroker(settings, timed),
    ),
};

const LEAN: RuleSet = {
  name: 'lean',
  uses: ['cash', 'marginRatio'],
  defaults: { marginRatio: 0.5 },
  matchOn: 'own-bars',
  sizesAtFill: false,
  sizing: leanSizing,
  refusesCrossing: false,
  snaps: false,
  warmsFirstBar: false,
  booksActions: false,
  statistics: 'lean',
  omissions: [
    'Volume limits nothing, there is no slippage, and latency is 0.',
    'A market order that fills at once is booked with the next row; one of the last row stays unfilled.',
    'Bars of a day or longer end with the session: a day order on them expires unfilled.',
    'Margin calls, interest, settlement times, price rounding and fill-forward are unknown.',
    'Fees are IBKR’s of the first monthly tier; an index trades as a contract for difference.',
    'Brackets, oco, lots, fractions, ioc, fok and parts of a lot are refused.',
    'Drawdown is taken of one sample a day.',
    'Splits and dividends as events are refused.',
  ],
  make: (settings, context) =>
    new LateChanges(context, { latencyMs: 0, newOrders: false }, (timed) => new LeanBroker(settings, timed)),
};

/** Every rule set by its name. */
export const RULE_SETS: Readonly<Record<string, RuleSet>> = {
  [REALISTIC.name]: REALISTIC,
  [BACKTESTING_PY.name]: BACKTESTING_PY,
  [BACKTRADER.name]: BACKTRADER,
  [LEAN.name]: LEAN,
};
