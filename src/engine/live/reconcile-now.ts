import type { OutsideAnswer, Reconciliation } from '../../brokers/simulated/simulated-broker.js';
import type { Engine } from '../assemble.js';
import type { Deed } from './deed.js';

/** Books what a person accepts, and says what that was; `serial` is the entry of his word. */
export const reconcileNow = (engine: Engine, asked: Reconciliation & { readonly serial: number }): Deed => {
  const { broker, wheel } = engine;
  const { serial, ...reconciliation } = asked;
  if (!broker.outside) return { done: false, outcome: { code: 'BROKER_NOT_OUTSIDE', facts: {} } };
  const booked: OutsideAnswer[] = [];
  wheel.hear(noted(broker.outside.reconcile(reconciliation), booked), () => [{ entry: serial }]);
  return deedOf(booked, asked.symbol);
};

/** They are asked for one by one, each when what the one before came to is booked. */
function* noted(answers: Iterable<OutsideAnswer>, booked: OutsideAnswer[]): Iterable<OutsideAnswer> {
  for (const answer of answers) {
    booked.push(answer);
    yield answer;
  }
}

const deedOf = (booked: readonly OutsideAnswer[], symbol: string | null): Deed => {
  for (const answer of booked) {
    if (answer.kind === 'notice') {
      const { code, facts } = answer;
      return { done: code !== 'RECONCILE_IMPOSSIBLE', outcome: { code, facts } };
    }
    if (answer.kind === 'adjustment' && answer.quantity !== 0) {
      const { pipeline, quantity, price } = answer;
      return {
        done: true,
        outcome: { code: 'RECONCILED', facts: { pipeline, symbol: answer.symbol, quantity, price } },
      };
    }
  }
  const isFree = booked.some(({ kind }) => kind !== 'adjustment');
  const what = symbol === null ? 'no doubt is without a symbol' : `no doubt and no difference in ${symbol}`;
  return { done: true, outcome: isFree ? null : { code: 'NOTHING_RECONCILED', facts: { what } } };
};
