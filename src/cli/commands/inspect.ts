import { z } from 'zod';
import { loadConfig } from '../../../config/load.js';
import { parseEvery } from '../../domain/every.js';
import type { Instrument } from '../../domain/instrument.js';
import { isoText } from '../../domain/iso-text.js';
import type { Bar, Ohlc } from '../../domain/market-event.js';
import { usageError } from '../../domain/usage-error.js';
import { barsOf } from '../../engine/bars/bars-of.js';
import { glance } from '../../sources/glance/glance.js';
import { openSource } from '../../sources/open-source.js';
import type { Source } from '../../sources/source.js';
import { glanceDocument } from '../glance-document.js';
import { glanceText } from '../glance-text.js';
import { instrumentsOf } from '../instruments-of.js';
import { kafkaWorldOf } from '../kafka-world-of.js';
import { loadPipeline } from '../load-pipeline.js';
import { pathText } from '../path-text.js';
import { print } from '../print.js';
import { tapeCache } from '../tape-cache.js';

/** What the command line says of an inspection. */
export interface InspectOptions {
  readonly bars?: string;
  readonly csv: boolean;
  readonly json: boolean;
  readonly maxBad: string;
  readonly config: readonly string[];
  readonly set: readonly string[];
}

/** `millrace inspect`: what a source has, its bars as csv, or what a pipeline can be told. */
export const inspectCommand = async (what: string, options: InspectOptions): Promise<void> => {
  const { bars: every } = options;
  if (options.json && every !== undefined)
    throw usageError('--json is of the glance at a source, bars have --csv');
  if (options.csv && every === undefined) throw usageError('--csv prints bars: say which, such as --bars 1d');
  // A path that is no pipeline's is meant for a source, which says how it is written.
  if (!/^[a-z]+:|\.csv(\.gz)?(\?|$)/i.test(what)) return inspectPipeline(what);
  const sets = options.set.map((text) => pathText('--set', text));
  const layers = { mode: 'backtest', files: options.config, environment: process.env, sets } as const;
  const { config } = loadConfig(layers);
  const instrument = instrumentsOf(config);
  const kafka = kafkaWorldOf(config, { cache: tapeCache(), maxBad: options.maxBad });
  const source = await openSource(what, { instrument, kafka });
  if (every === undefined) return inspectSource(source, { instrument, json: options.json });
  if (!parseEvery(every)) throw usageError(`--bars ${every}: expected a length such as 1s 5m 1h 1d 1w 1mo`);
  const symbols = [...new Set(source.series.map(({ symbol }) => symbol))];
  if (symbols.length > 1)
    throw usageError(`${what} has ${symbols.join(', ')}: say whose bars, with ?symbol=`);
  await printBars(source, { bars: barsOf(source, { every, instrument }), csv: options.csv, instrument });
};

const inspectPipeline = async (name: string): Promise<void> => {
  const pipeline = await loadPipeline(name);
  const params = pipeline.params as z.ZodType; // the types of a listed pipeline are forgotten
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  await print(`${JSON.stringify({ pipeline: pipeline.name, params: schema }, null, 2)}\n`);
};

const inspectSource = async (
  source: Source,
  { instrument, json }: { instrument: (symbol: string) => Instrument; json: boolean },
): Promise<void> => {
  const document = glanceDocument(source, await glance(source, instrument));
  await print(json ? `${JSON.stringify(document, null, 2)}\n` : glanceText(document));
};

/** Enough for few writes, little enough to see the first bars at once. */
const BLOCK_LINES = 1000;

interface Printed {
  readonly bars: AsyncIterable<Bar>;
  readonly csv: boolean;
  readonly instrument: (symbol: string) => Instrument;
}

const printBars = async (source: Source, { bars, csv, instrument }: Printed): Promise<void> => {
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
  // No bar at all may be no row at all, which is refused.
  if (lines[0] === header && lines.length === 1) await glance(source, instrument);
  await print(lines.join(''));
};

const SIDE_COLUMNS = 'bidOpen,bidHigh,bidLow,bidClose,askOpen,askHigh,askLow,askClose';

const ohlc = ({ open, high, low, close }: Ohlc): readonly number[] => [open, high, low, close];

const line = (cells: readonly string[], csv: boolean): string => `${cells.join(csv ? ',' : '  ')}\n`;
