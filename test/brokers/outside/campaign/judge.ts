import type { EntryKind, EntryOf } from '../../../../src/domain/journal.js';
import { canonicalLine } from '../../../../src/journal/canonical-line.js';
import { tradesOf } from '../../../../src/portfolio/trades-of.js';
import { NAMES, SYMBOLS } from './life.js';
import { readTruth, type Truth } from './oracle.js';
import type { Trial } from './trial.js';

/** What a scenario came to. */
export interface Verdict {
  /** Orders that reached the venue. */
  readonly orders: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly kills: number;
  readonly violations: readonly string[];
}

/** Holds a finished trial against the venue's raw log. */
export const judge = (trial: Trial): Verdict => {
  const truth = readTruth(trial.log);
  const violations = [
    ...trial.violations,
    ...sentTwice(truth),
    ...fates(trial, truth),
    ...bookedTwice(trial),
    ...positions(trial, truth),
    ...money(trial, truth),
    ...trades(trial, truth),
    ...verified(trial),
  ];
  return { orders: truth.arrived.size, faults: truth.faults, kills: trial.killed, violations };
};

const all = <K extends EntryKind>({ entries }: Trial, kind: K): readonly EntryOf<K>[] =>
  entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

const sentTwice = ({ arrived }: Truth): readonly string[] =>
  [...arrived]
    .filter(([, times]) => times > 1)
    .map(([order, times]) => `order ${order} was sent ${times} times`);

const fates = (trial: Trial, truth: Truth): readonly string[] => {
  const { outside, engine } = trial.life;
  const orders = all(trial, 'command').flatMap(({ body: { command } }) =>
    command.kind === 'place' ? [command.order, ...command.children] : [],
  );
  const known = new Set(orders.map(({ id }) => NAMES.nameOf(id)));
  const stray = [...truth.arrived.keys()].filter((name) => !known.has(name));
  const wrong = orders.flatMap(({ id }) => {
    const name = NAMES.nameOf(id);
    const record = engine.portfolio.view.order(id);
    const fate = outside.fate(id);
    const said: string[] = [];
    if (fate === 'in-flight' || fate === 'unknown') said.push(`order ${id} has the fate ${fate}`);
    if ((fate === 'working') !== truth.working.has(name)) {
      said.push(`order ${id} is ${fate} here (${record?.state}), working there: ${truth.working.has(name)}`);
    }
    if ((record?.filled ?? 0) !== (truth.filled.get(name) ?? 0)) {
      said.push(`order ${id} has filled ${record?.filled} here and ${truth.filled.get(name) ?? 0} there`);
    }
    return said;
  });
  return [...stray.map((name) => `order ${name} arrived and is in no journal`), ...wrong];
};

const bookedTwice = (trial: Trial): readonly string[] => {
  const seen = new Set<string>();
  return all(trial, 'fill').flatMap(({ body: { execution = '' } }) => {
    const twice = seen.has(execution);
    seen.add(execution);
    return twice ? [`execution ${execution} was booked twice`] : [];
  });
};

const positions = ({ life }: Trial, truth: Truth): readonly string[] => {
  const frozen = life.outside.freezes().map(({ name }) => `${name} is still frozen`);
  const wrong = SYMBOLS.flatMap((symbol) => {
    const here = life.engine.portfolio.view.position('p', symbol);
    const there = (truth.units.get(symbol) ?? 0) + (truth.foreign.get(symbol) ?? 0);
    return here === there ? [] : [`${symbol} is ${here} here and ${there} there`];
  });
  return [...frozen, ...wrong];
};

const money = (trial: Trial, truth: Truth): readonly string[] => {
  // What a person accepted has no price but the market's: then only units can be compared.
  if (all(trial, 'adjustment').some(({ body }) => body.reason === 'accepted' && body.quantity !== 0))
    return [];
  const cash = trial.life.engine.portfolio.view.cash()['USD'] ?? Number.NaN;
  const there = 1_000_000 - truth.paid - truth.costs;
  return Math.abs(cash - there) < 1e-6 ? [] : [`cash is ${cash} here and ${there} there`];
};

/** What was told late is the trade's or the lot's that it belongs to, in whatever segment it was told. */
const trades = (trial: Trial, truth: Truth): readonly string[] => {
  const { closed, open } = tradesOf(trial.entries);
  const lots = trial.life.engine.portfolio.view.lots('p');
  const differs = open.filter(({ id, quantity, entryPrice, commission }) => {
    const lot = lots.find((one) => one.id === id);
    return (
      !lot || [lot.quantity - quantity, lot.entryPrice - entryPrice, lot.commission - commission].some(isMuch)
    );
  });
  const wrong = differs.map(({ id }) => `lot ${id} is another one by the whole journal`);
  if (lots.length !== open.length)
    wrong.push(`${lots.length} lots here, ${open.length} by the whole journal`);
  const costs = [...closed, ...open].reduce((sum, { commission }) => sum + commission, 0);
  // What was taken back before it was heard of cost money, and brought no units that could bear it.
  const filled = new Set(all(trial, 'fill').map(({ body }) => body.order));
  const unborne = all(trial, 'adjustment')
    .filter(({ body }) => body.reason === 'fee' && !filled.has(body.order ?? ''))
    .reduce((sum, { body }) => sum - body.money, 0);
  const theirs = truth.costs - unborne;
  if (isMuch(costs - theirs)) wrong.push(`trades cost ${costs} here and ${theirs} there`);
  return wrong;
};

const isMuch = (difference: number): boolean => Math.abs(difference) > 1e-6;

const verified = (trial: Trial): readonly string[] => {
  const again = trial.replayed().map(canonicalLine);
  const lived = trial.entries.map(canonicalLine);
  const differs = lived.findIndex((line, index) => line !== again[index]);
  if (differs === -1 && again.length === lived.length) return [];
  return [`the replay differs at entry ${differs + 1} of ${lived.length}`];
};
