import { BacktestingPyBroker } from './backtesting-py/backtesting-py-broker.js';
import type { BrokerSettings } from './broker-settings.js';
import type { BrokerContext, SimulatedBroker } from './simulated-broker.js';

/** A named combination of laws, and of the statistics' formulas that go with them. */
export interface RuleSet {
  readonly name: string;
  /** The settings under `broker.` that it reads; any other is a config error. */
  readonly uses: readonly (keyof BrokerSettings)[];
  /** Which rows fill orders when `broker.matchOn` does not say: the finest there are, or the pipeline's own bars. */
  readonly matchOn: 'finest' | 'own-bars';
  /** An order may be a fraction of the free buying power. */
  readonly sizesAtFill: boolean;
  /** Opposite orders of different pipelines that could trade with each other are refused. */
  readonly refusesCrossing: boolean;
  readonly statistics: 'backtesting.py' | 'standard';
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
  statistics: 'backtesting.py',
  omissions: [
    'Volume limits nothing: any quantity fills at once.',
    'The spread is paid at the entry alone.',
    'Latency is 0: an order placed at a bar’s end meets the next bar.',
    'A day order works until it is cancelled; ioc, fok, gtd, open, close and groups (oco) are refused.',
    'Ticks, lots, borrow fees and interest are unknown to it.',
  ],
  make: (settings, context) => new BacktestingPyBroker(settings, context),
};

/** Every rule set by its name. */
export const RULE_SETS: Readonly<Record<string, RuleSet>> = {
  [BACKTESTING_PY.name]: BACKTESTING_PY,
};
