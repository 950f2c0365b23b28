import type { Origin, Stamped } from '../domain/input.js';
import type { BatchColumns } from '../tape/batch.js';
import type { MarketReader } from './market-reader.js';
import type { ReadBlock } from './read-blocks.js';

/** The inputs of a block in the order of their serials, up to the first serial that has none. */
export const blockInputs = (
  { line, market, inputs }: ReadBlock,
  reader: MarketReader,
): { readonly inputs: readonly Stamped[]; readonly missing: number | null } => {
  const others = othersIn(inputs);
  const batch = market.length > 0 ? reader.read(market) : null;
  const serials = batch?.columns.serial;
  const found: Stamped[] = [];
  let [row, other] = [0, 0];
  for (let serial = line.from; serial <= line.to; serial += 1) {
    const next = others[other];
    if (next?.serial === serial) {
      found.push(next);
      other += 1;
    } else if (batch && row < batch.rows && serials?.[row] === serial) {
      const event = batch.event(row);
      const origin = originIn(batch.columns, row);
      found.push({ serial, at: event.at, input: { kind: 'market', event, ...(origin && { origin }) } });
      row += 1;
    } else return { inputs: found, missing: serial };
  }
  return { inputs: found, missing: null };
};

/** Where in a topic a row stood; undefined where it comes from none. */
const originIn = (
  { partition, offset, row: rows, settled }: BatchColumns,
  row: number,
): Origin | undefined => {
  const found = partition?.[row] ?? Number.NaN;
  if (Number.isNaN(found)) return undefined;
  return {
    partition: found,
    offset: offset?.[row] ?? 0,
    row: rows?.[row] ?? 0,
    settled: settled?.[row] ?? 0,
  };
};

const othersIn = (inputs: Buffer): readonly Stamped[] => {
  const lines = inputs.toString('utf8').split('\n');
  // Each ends with a newline. They were checked: they are what the writer wrote.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Stamped);
};
