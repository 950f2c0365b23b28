import { type Instrument, usShare } from '../src/domain/instrument.js';
import type { Config } from './schema.js';

/** The instrument of a symbol: what `instruments:` says of it, the rest as of a US share. */
export const instrumentOf = (config: Config, symbol: string): Instrument => ({
  ...usShare(symbol),
  ...(Object.hasOwn(config.instruments, symbol) ? config.instruments[symbol] : {}),
});
