import { aligned } from '../../report/aligned.js';
import { numberText } from '../../report/number-text.js';
import { durationText } from '../duration-text.js';
import { plainNumber } from '../plain-number.js';
import type { GapDocument, OutsideDocument, ViewDocument } from './view-document.js';

type Lines = readonly string[];

/** How an engine stands: what keeps new risk away first, then the run, its pipelines, its money. */
export const statusLines = ({
  run,
  flow,
  pipelines,
  brakes,
  gaps,
  closed,
  money,
  outside,
}: ViewDocument): Lines =>
  [
    ...brakes.map(
      ({ kind, symbol, since, who, why }) =>
        `NO NEW RISK${symbol === null ? '' : ` in ${symbol}`} since ${brief(since)}: ` +
        `${kind}${who === null ? '' : ` by ${who}`}: ${why}`,
    ),
    ...gapLines(gaps),
    `run      ${run.id}, ${run.mode}, process ${run.processId}, up ${durationText(run.uptimeMs)}`,
    `time     ${flow.at === null ? 'no event yet' : brief(flow.at)}, ${durationText(flow.lagMs)} late`,
    `flow     ${Math.round(flow.rowsPerSecond)} rows/s, ${flow.inputs} inputs, ` +
      `${flow.queued} of ${flow.queuedMax} queued, ` +
      `${flow.dropped} dropped, ${flow.gaps} gaps, ${flow.late} late`,
    ...closed.map(
      ({ exchange, symbols, until }) => `closed   ${exchange} until ${brief(until)}: ${symbols.join(', ')}`,
    ),
    `trading  ${flow.ordersSent} orders sent, ${flow.fills} fills, ${flow.refusals} refusals`,
    ...pipelines.map(
      ({ id, state, why, equity }) =>
        `pipeline ${id} ${state}, equity ${amount(equity)}${why === null ? '' : `: ${why}`}`,
    ),
    `money    ${amount(money.equity)} ${money.currency}, realised ${amount(money.realised)}, ` +
      `unrealised ${amount(money.unrealised)}, commissions ${amount(money.commissions)}`,
    ...(outside === null ? [] : brokerLines(outside)),
  ].map(printable);

const SYMBOLS_SHOWN = 8;

/** A source that falls silent is a gap of each of its symbols: one line for all that it said the same of. */
const gapLines = (gaps: readonly GapDocument[]): Lines =>
  [...new Set(gaps.map(({ detail }) => detail))].map((detail) => {
    const alike = gaps.filter((gap) => gap.detail === detail);
    const symbols = alike.map(({ symbol }) => (symbol === '' ? 'the whole feed' : symbol));
    const more = symbols.length > SYMBOLS_SHOWN ? ` and ${symbols.length - SYMBOLS_SHOWN} more` : '';
    const which = `${symbols.slice(0, SYMBOLS_SHOWN).join(', ')}${more}`;
    return `NOT HEARD since ${brief(alike[0]?.since ?? '')}: ${which}: ${detail}`;
  });

const brokerLines = ({ broker, differences, fates }: OutsideDocument): Lines => [
  `broker   ${broker}, ${Object.keys(fates).length} orders there`,
  ...differences.map(
    ({ symbol, journal, engine, broker: held, since, isDrift }) =>
      `differs  ${symbol}: by the journal ${plainNumber(journal)}, by executions ${plainNumber(engine)}, ` +
      `at the broker ${plainNumber(held)}, since ${since === null ? 'now' : brief(since)}` +
      (isDrift ? '' : ', maybe on its way'),
  ),
];

/** What is held, the account's own lines last. */
export const positionLines = ({ positions }: ViewDocument): Lines =>
  table(
    ['pipeline', 'symbol', 'quantity', 'average', 'mark', 'unrealised', 'realised'],
    [
      ...positions.filter(({ pipeline }) => pipeline !== null),
      ...positions.filter((one) => one.pipeline === null),
    ].map(({ pipeline, symbol, quantity, averagePrice, markPrice, unrealised, realised }) => [
      pipeline ?? '(account)',
      symbol,
      plainNumber(quantity),
      plainNumber(averagePrice),
      plainNumber(markPrice),
      amount(unrealised),
      amount(realised),
    ]),
    'nothing is held',
  );

const ORDER_COLUMNS = 'order pipeline symbol side type quantity filled limit stop state since'.split(' ');

/** Orders that may still fill. */
export const orderLines = ({ orders, outside }: ViewDocument): Lines =>
  table(
    [...ORDER_COLUMNS, ...(outside ? ['fate'] : [])],
    orders.map((order) => [
      order.id,
      order.pipeline,
      order.symbol,
      order.side,
      order.type,
      order.quantity === null ? `${plainNumber(order.fraction)} of power` : plainNumber(order.quantity),
      plainNumber(order.filled),
      plainNumber(order.limitPrice),
      plainNumber(order.stopPrice),
      order.state,
      brief(order.at),
      ...(outside ? [outside.fates[order.id] ?? ''] : []),
    ]),
    'no order is at work',
  );

/** The last fills. */
export const fillLines = ({ fills }: ViewDocument): Lines =>
  table(
    ['time', 'order', 'pipeline', 'symbol', 'side', 'quantity', 'price', 'commission'],
    fills.map(({ at, order, pipeline, symbol, side, quantity, price, commission }) => [
      brief(at),
      order,
      pipeline ?? '',
      symbol ?? '',
      side,
      plainNumber(quantity),
      plainNumber(price),
      plainNumber(commission),
    ]),
    'no fill yet',
  );

/** The last reasons for what was not done, and what a person should know. */
export const reasonLines = ({ reasons }: ViewDocument, count: number): Lines =>
  reasons.slice(-count).map(({ at, kind, pipeline, symbol, message }) => {
    const about = [pipeline, symbol].filter((name) => name !== null).join(' ');
    return printable(`${brief(at)} ${kind}${about === '' ? '' : ` ${about}`}: ${message}`);
  });

/** The limits of config.risk that are set, as `limits set` takes them; all others are none. */
export const limitLines = ({ limits }: ViewDocument): Lines =>
  Object.entries(limits).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`,
  );

/** Columns of words; all others hold numbers. */
const WORDS = ['order', 'pipeline', 'symbol', 'side', 'type', 'state', 'time', 'since', 'fate'];

const table = (head: readonly string[], rows: readonly Lines[], none: string): Lines =>
  rows.length === 0
    ? [none]
    : aligned([head, ...rows], (column) => WORDS.includes(head[column] ?? '')).map(printable);

/** What a pipeline or a person wrote must not move a terminal's cursor. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

const amount = (value: number | null): string => numberText(value, 'money');

/** An instant to the second. */
const brief = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`;
