import { instrumentOf } from '../../config/instrument-of.js';
import type { Config } from '../../config/schema.js';
import type { Instrument } from '../domain/instrument.js';

/** The instruments of a run by symbol: each is put together once, and asked for with every row. */
export const instrumentsOf = (config: Config): ((symbol: string) => Instrument) => {
  const known = new Map<string, Instrument>();
  return (symbol) => {
    const before = known.get(symbol);
    if (before !== undefined) return before;
    const instrument = Object.freeze(instrumentOf(config, symbol));
    known.set(symbol, instrument);
    return instrument;
  };
};
