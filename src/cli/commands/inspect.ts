import { z } from 'zod';
import { instrumentOf } from '../../../config/instrument-of.js';
import { loadConfig } from '../../../config/load.js';
import { parseEvery } from '../../domain/every.js';
import { isoText } from '../../domain/iso-text.js';
import type { Bar, MarketEvent, Ohlc } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { barsOf } from '../../engine/bars/bars-of.js';
import { openSource } from '../../sources/open-source.js';
import type { Source } from '../../sources/source.js';
import { loadPipeline } from '../load-pipeline.js';
import { pathText } from '../path-text.js';

/** What the command line says of an inspection. */
export interface InspectOptions {
  readonly bars?: string;
  readonly csv: boolean;
  readonly config: readonly string[];
  readonly set: readonly string[];
}

/** `millrace inspect`: what a source has, its bars as csv, or what a pipeline can be told. */
export const inspectCommand = async (what: string, options: InspectOptions): Promise<void> => {
  if (!/^[a-z]+:/.test(what)) return inspectPipeline(what);
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const { config } = loadConfig(layers);
  const source = await openSource(what, { instrument: (symbol) => instrumentOf(config, symbol) });
  if (options.bars === undefined) return inspectSource(source);
  if (!parseEvery(options.bars)) {
    throw new MillraceError('USAGE_INVALID', {
      message: `--bars ${options.bars}: expected 1s 5m 1h 1d 1w 1mo`,
    });
  }
  const instrument = (symbol: string) => instrumentOf(config, symbol);
  await printBars(barsOf(source, { every: options.bars, instrument }), options.csv);
};

const inspectPipeline = async (name: string): Promise<void> => {
  const pipeline = await loadPipeline(name);
  const params = pipeline.params as z.ZodType; // the types of a listed pipeline are forgotten
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  process.stdout.write(`${JSON.stringify({ pipeline: pipeline.name, params: schema }, null, 2)}\n`);
};

const inspectSource = async (source: Source): Promise<void> => {
  const series = source.series.map(({ symbol, kind, every, name }) =>
    [symbol, every ?? name, kind].filter(Boolean).join(' '),
  );
  let rows = 0;
  let first: MarketEvent | undefined;
  let last: MarketEvent | undefined;
  for await (const chunk of source.rows()) {
    first ??= chunk[0];
    last = chunk.at(-1) ?? last;
    rows += chunk.length;
  }
  const lines = [
    `source  ${source.uri}`,
    `series  ${series.join(', ')}`,
    `rows    ${rows}`,
    `from    ${first ? isoText(first.at) : '-'}`,
    `to      ${last ? isoText(last.at) : '-'}`,
    ...source.notices.map((notice) => `note    ${notice}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

const printBars = async (bars: AsyncIterable<Bar>, csv: boolean): Promise<void> => {
  let sides: boolean | null = null;
  for await (const bar of bars) {
    if (sides === null) {
      sides = bar.bid !== null && bar.ask !== null;
      const columns = sides ? SIDE_COLUMNS : 'open,high,low,close,volume';
      process.stdout.write(line(['start', 'at', 'sessionDate', ...columns.split(',')], csv));
    }
    const prices =
      sides && bar.bid && bar.ask ? [...ohlc(bar.bid), ...ohlc(bar.ask)] : [...ohlc(bar), bar.volume];
    const cells = prices.map((price) => (price === null ? '' : String(price)));
    process.stdout.write(line([isoText(bar.start), isoText(bar.at), bar.sessionDate, ...cells], csv));
  }
};

const SIDE_COLUMNS = 'bidOpen,bidHigh,bidLow,bidClose,askOpen,askHigh,askLow,askClose';

const ohlc = ({ open, high, low, close }: Ohlc): readonly number[] => [open, high, low, close];

const line = (cells: readonly string[], csv: boolean): string => `${cells.join(csv ? ',' : '  ')}\n`;
