import type { OrderNames } from '../../../brokers/outside/order-names.js';
import type { OutsideBroker } from '../../../brokers/outside/outside-broker.js';
import { didYouMean } from '../../../domain/did-you-mean.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { Wall } from '../../../time/wall.js';

/** What a broker is reached with, besides its place. */
export interface Reach {
  readonly names: OrderNames;
  readonly wall: Wall;
  readonly retryMs: number;
}

type Dial = (place: string, reach: Reach) => Promise<OutsideBroker>;

/** Brokers outside of this process by the scheme of their URI; each is loaded when it is wanted. */
const BROKERS: Readonly<Record<string, Dial>> = {
  scripted: async (path, { names, wall, retryMs }) => {
    const { scriptedBroker } = await import('../../../brokers/scripted/scripted-broker.js');
    const { dialLine } = await import('../../../brokers/scripted/dial-line.js');
    return scriptedBroker({ line: dialLine({ path, wall, retryMs }), names });
  },
};

/**
 * The broker that a URI names, not yet dialled.
 *
 * @throws MillraceError CONFIG_INVALID where nobody knows its scheme.
 */
export const outsideBroker = (uri: string): ((reach: Reach) => Promise<OutsideBroker>) => {
  const [, scheme = '', place = ''] = /^([a-z]+):(.*)$/.exec(uri) ?? [];
  const dial = Object.hasOwn(BROKERS, scheme) ? BROKERS[scheme] : undefined;
  const known = Object.keys(BROKERS);
  if (dial && place !== '') return (reach) => dial(place, reach);
  const what = dial ? `${scheme}: names no place` : `nobody knows ${scheme || 'it'} as a broker`;
  const hint = dial ? '' : didYouMean(scheme, known);
  const forms = known.map((one) => `${one}:PLACE`).join(', ');
  const reason = `it is '${uri}': ${what}${hint}; write one of ${forms}`;
  throw new MillraceError('CONFIG_INVALID', { place: 'outside.broker', reason });
};
