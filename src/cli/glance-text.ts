import { sparkline } from '../report/sparkline.js';
import { durationText } from './duration-text.js';
import type { GlanceDocument, StreamDocument } from './glance-document.js';

const PRICES = ['first', 'low', 'high', 'last'] as const;
const PLOT_COLUMNS = 60;
const NARROW_COLUMNS = 20;
/** Streams that are shown with all there is of them; of more there is a line each. */
const WHOLE_STREAMS_MAX = 8;

/** A source at a glance: what it has, and of each stream how it went and what looks wrong. */
export const glanceText = ({ streams, ...of }: GlanceDocument): string => {
  const lines = [
    `source  ${of.source}`,
    `series  ${streams.map(nameOf).join(', ')}`,
    `rows    ${of.rows}`,
    `from    ${of.from}`,
    `to      ${of.to}`,
    ...(of.contentHash === null ? [] : [`hash    ${of.contentHash}`]),
    ...of.notices.map((notice) => `note    ${notice}`),
    ...(streams.length > WHOLE_STREAMS_MAX ? ['', ...streams.map(lineOf)] : streams.flatMap(wholeOf)),
    '',
    ...new Set(streams.flatMap(({ gaps }) => (gaps === null ? [] : [`A gap is ${gaps.rule}.`]))),
  ];
  return `${lines.join('\n')}\n`;
};

const nameOf = ({ symbol, every, name, kind }: StreamDocument): string =>
  [symbol, every ?? name, kind].filter(Boolean).join(' ');

const wholeOf = (stream: StreamDocument): readonly string[] => {
  const { price, volume, spread, gaps, duplicates, course } = stream;
  return [
    '',
    `${nameOf(stream)}: ${stream.rows} rows from ${stream.from} to ${stream.to}`,
    ...(price && course
      ? [
          `  price   ${sparkline(course.prices, PLOT_COLUMNS)}`,
          `          ${PRICES.map((name) => `${name} ${plain(price[name])}`).join(', ')}`,
          `  rows    ${sparkline(averaged(course.rows, PLOT_COLUMNS), PLOT_COLUMNS)}`,
        ]
      : []),
    ...(volume === null ? [] : [`  volume  ${plain(volume, VOLUME_DIGITS)}`]),
    ...(spread === null ? [] : [`  spread  ${spreadOf(spread)}`]),
    ...(gaps === null ? [] : [`  gaps    ${gaps.count}`]),
    ...(gaps?.longest ?? []).map(({ from, to, ms }) => `          ${durationText(ms)} from ${from} to ${to}`),
    `  twins   ${duplicates} rows that are the same as the one before`,
  ];
};

const lineOf = (stream: StreamDocument): string => {
  const { rows, price, course, spread, gaps, duplicates, volume } = stream;
  const parts = [
    `${rows} rows`,
    ...(price && course ? [`last ${plain(price.last)} ${sparkline(course.prices, NARROW_COLUMNS)}`] : []),
    ...(volume === null ? [] : [`volume ${plain(volume, VOLUME_DIGITS)}`]),
    ...(spread === null ? [] : [spreadOf(spread)]),
    ...(gaps === null ? [] : [`${gaps.count} gaps`]),
    `${duplicates} twins`,
  ];
  return `${nameOf(stream)}: ${parts.join(', ')}`;
};

/** A number without what computing it left behind its last digits. */
const plain = (value: number, digits = 10): number => Number(value.toPrecision(digits));

/** Units add up to more digits than a price has. */
const VOLUME_DIGITS = 15;

const spreadOf = ({ medianBps, worstBps, crossed }: NonNullable<StreamDocument['spread']>): string =>
  `median ${medianBps.toFixed(2)} bps, worst ${worstBps.toFixed(2)} bps, ${crossed} crossed`;

/** How many rows a span has in each column: the mean, as columns are not of the same number of spans. */
const averaged = (rows: readonly number[], columns: number): readonly number[] => {
  const count = Math.min(columns, rows.length);
  return Array.from({ length: count }, (_, column) => {
    const [start, end] = [column, column + 1].map((edge) => Math.ceil((edge * rows.length) / count));
    const part = rows.slice(start, end);
    return part.reduce((sum, number) => sum + number, 0) / part.length;
  });
};
