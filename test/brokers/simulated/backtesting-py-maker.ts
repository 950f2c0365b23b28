import { BacktestingPyBroker } from '../../../src/brokers/simulated/backtesting-py/backtesting-py-broker.js';
import type { World } from './small-wheel.js';

/** Makes the broker of backtesting.py for a wheel. */
export const backtestingPy: World['make'] = (settings, context) => new BacktestingPyBroker(settings, context);
