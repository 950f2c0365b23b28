import { z } from 'zod';
import { loadConfig } from '../../../config/load.js';
import { parseEvery } from '../../domain/every.js';
import { isoText } from '../../domain/iso-text.js';
import type { Bar, MarketEvent, Ohlc } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { barsOf } from '../../engine/bars/bars-of.js';
import { openSource } from '../../sources/open-source.js';
import type { Source } from '../../sources/source.js';
import { instrumentsOf } from '../instruments-of.js';
import { loadPipeline } from '../load-pipeline.js';
import { pathText } from '../path-text.js';
import { print } from '../print.js';

/** What the command line says of an inspection. */
export interface InspectOptions {
  readonly bars?: string;
  readonly csv: boolean;
  readonly config: readonly string[];
  readonly set: readonly string[];
}

/** `millrace inspect`: what a source has, its bars as csv, or what a pipeline can be told. */
export const inspectCommand = async (what: string, options: InspectOptions): Promise<void> => {
  const { bars: every } = options;
  if (options.csv && every === undefined) throw usage('--csv prints bars: say which, such as --bars 1d');
  // A path that is no pipeline's is meant for a source, which says how it is written.
  if (!/^[a-z]+:|\.csv(\.gz)?(\?|$)/i.test(what)) return inspectPipeline(what);
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const { config } = loadConfig(layers);
  const instrument = instrumentsOf(config);
  const source = await openSource(what, { instrument });
  if (every === undefined) return inspectSource(source);
  if (!parseEvery(every)) throw usage(`--bars ${every}: expected a length such as 1s 5m 1h 1d 1w 1mo`);
  const symbols = [...new Set(source.series.map(({ symbol }) => symbol))];
  if (symbols.length > 1) throw usage(`${what} has ${symbols.join(', ')}: say whose bars, with ?symbol=`);
  await printBars(source, barsOf(source, { every, instrument }), options.csv);
};

const usage = (message: string): MillraceError => new MillraceError('USAGE_INVALID', { message });

const inspectPipeline = async (name: string): Promise<void> => {
  const pipeline = await loadPipeline(name);
  const params = pipeline.params as z.ZodType; // the types of a listed pipeline are forgotten
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  await print(`${JSON.stringify({ pipeline: pipeline.name, params: schema }, null, 2)}\n`);
};

const inspectSource = async (source: Source): Promise<void> => {
  const series = source.series.map(({ symbol, kind, every, name }) =>
    [symbol, every ?? name, kind].filter(Boolean).join(' '),
  );
  const { rows, first, last } = await extentOf(source);
  const lines = [
    `source  ${source.uri}`,
    `series  ${series.join(', ')}`,
    `rows    ${rows}`,
    `from    ${isoText(first)}`,
    `to      ${isoText(last)}`,
    ...source.notices.map((notice) => `note    ${notice}`),
  ];
  await print(`${lines.join('\n')}\n`);
};

/** How much a source has; nothing at all throws RANGE_EMPTY. */
const extentOf = async (source: Source): Promise<{ rows: number; first: number; last: number }> => {
  let rows = 0;
  let first: MarketEvent | undefined;
  let last: MarketEvent | undefined;
  for await (const chunk of source.rows()) {
    first ??= chunk[0];
    last = chunk.at(-1) ?? last;
    rows += chunk.length;
  }
  if (first && last) return { rows, first: first.at, last: last.at };
  throw new MillraceError('RANGE_EMPTY', { uri: source.uri });
};

/** Enough for few writes, little enough to see the first bars at once. */
const BLOCK_LINES = 1000;

const printBars = async (source: Source, bars: AsyncIterable<Bar>, csv: boolean): Promise<void> => {
  const sides = source.series.some(({ kind }) => kind === 'quote');
  const columns = sides ? SIDE_COLUMNS : 'open,high,low,close,volume';
  const header = line(['start', 'at', 'sessionDate', ...columns.split(',')], csv);
  let lines = [header];
  for await (const bar of bars) {
    const prices =
      sides && bar.bid && bar.ask ? [...ohlc(bar.bid), ...ohlc(bar.ask)] : [...ohlc(bar), bar.volume];
    const cells = prices.map((price) => (price === null ? '' : String(price)));
    lines.push(line([isoText(bar.start), isoText(bar.at), bar.sessionDate, ...cells], csv));
    if (lines.length < BLOCK_LINES) continue;
    if (!(await print(lines.join('')))) return;
    lines = [];
  }
  if (lines[0] === header && lines.length === 1) await extentOf(source);
  await print(lines.join(''));
};

const SIDE_COLUMNS = 'bidOpen,bidHigh,bidLow,bidClose,askOpen,askHigh,askLow,askClose';

const ohlc = ({ open, high, low, close }: Ohlc): readonly number[] => [open, high, low, close];

const line = (cells: readonly string[], csv: boolean): string => `${cells.join(csv ? ',' : '  ')}\n`;
