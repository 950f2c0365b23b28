import picocolors from 'picocolors';
import { numberText } from '../number-text.js';
import { STATISTIC_LABELS } from '../statistic-labels.js';
import type { TradeRow } from '../trade-row.js';
import { wrapped } from '../wrapped.js';
import type { Comparison, NamedRun, StatisticChange } from './compare-runs.js';
import type { Parting } from './parting.js';
import type { TradeChanges } from './trade-changes.js';

/** Nothing is wider: the smallest terminal that people use. */
const COLUMNS = 80;
/** Of each sort; the document has all. */
const TRADES_SHOWN = 5;

/**
 * Two runs side by side, in lines of at most 80 columns.
 *
 * @param color Whether it goes to a terminal that shows colours; without it the text is plain.
 */
export const compareText = (comparison: Comparison, color: boolean): string => {
  const { bold } = picocolors.createColors(color);
  const { a, b, config, parting, statistics, trades } = comparison;
  const lines = [
    ...runLine('A', a),
    ...runLine('B', b),
    '',
    bold(config.length === 0 ? 'Both were told the same' : 'What they were told differently'),
    ...config.flatMap(({ path, a: own, b: other }) =>
      wrapped(`${path}: ${leafText(own)} → ${leafText(other)}`, COLUMNS, '  '),
    ),
    '',
    bold(parting === null ? 'Every decision is the same' : 'Where decisions part'),
    ...partingLines(parting),
    '',
    bold(`${'Result'.padEnd(22)}${['A', 'B', 'B - A'].map((head) => head.padStart(19)).join('')}`),
    ...statistics.filter(({ a: own, b: other }) => own !== null || other !== null).map(statisticLine),
    '',
    bold(tradesHead(trades)),
    ...tradeLines(trades),
  ];
  return `${lines.join('\n')}\n`;
};

const runLine = (name: string, { dir, id, decisionHash, notes }: NamedRun): readonly string[] => [
  ...wrapped(`${name} ${dir}: run ${id}, decisions ${decisionHash.slice(0, 8)}`, COLUMNS, '  '),
  ...notes.flatMap((note) => wrapped(`${name} ${note}`, COLUMNS, '  ')),
];

const leafText = (value: string | number | boolean | null): string =>
  value === null ? 'none' : String(value);

const partingLines = (parting: Parting | null): readonly string[] => {
  if (parting === null) return [];
  const { at, equalDecisions, a, b } = parting;
  const count = numberText(equalDecisions, 'count');
  return [
    `at ${at}, after ${count} equal decision${equalDecisions === 1 ? '' : 's'}`,
    ...chainLines('A', a),
    ...chainLines('B', b),
  ];
};

const chainLines = (name: string, chain: Parting['a']): readonly string[] => {
  const [said = 'no decision any more', ...causes] = chain ?? [];
  const since = causes.flatMap((cause) => wrapped(`since ${cause}`, COLUMNS - 2, '  '));
  return [...wrapped(`${name} ${said}`, COLUMNS, '  '), ...since.map((line) => `  ${line}`)];
};

const statisticLine = ({ name, a, b, difference }: StatisticChange): string => {
  const [label, unit] = STATISTIC_LABELS[name];
  const cells = [numberText(a, unit), numberText(b, unit), signed(numberText(difference, unit), difference)];
  return `${label.padEnd(22)}${cells.map((text) => text.padStart(19)).join('')}`;
};

const signed = (text: string, value: number | null): string =>
  value !== null && value > 0 ? `+${text}` : text;

const tradesHead = ({ same, changed, onlyA, onlyB }: TradeChanges): string =>
  `Trades: ${same} the same, ${changed.length} changed, ${onlyA.length} only in A, ${onlyB.length} only in B`;

const tradeLines = ({ changed, onlyA, onlyB }: TradeChanges): readonly string[] => [
  ...some(changed, ({ a, b }) => [tradeLine('changed, A', a), tradeLine('         B', b)]),
  ...some(onlyA, (trade) => [tradeLine('only in A', trade)]),
  ...some(onlyB, (trade) => [tradeLine('only in B', trade)]),
];

const some = <T>(items: readonly T[], linesOf: (item: T) => readonly string[]): readonly string[] => {
  const left = items.length - TRADES_SHOWN;
  const more = left > 0 ? [`and ${left} more, which --json has`] : [];
  return [...items.slice(0, TRADES_SHOWN).flatMap(linesOf), ...more];
};

/** What was traded, from when to when, for what: cells of one width, so that columns line up. */
const tradeLine = (what: string, { symbol, quantity, entryAt, exitAt, pnl }: TradeRow): string => {
  const times = `${minute(entryAt)} to ${minute(exitAt)}`;
  const name = wrapped(symbol, 8)[0] ?? '';
  const cells = [what.padEnd(10), String(quantity).padStart(7), name.padEnd(8), times];
  return `${cells.join(' ')}${numberText(pnl, 'money').padStart(14)}`.slice(0, COLUMNS);
};

const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');
