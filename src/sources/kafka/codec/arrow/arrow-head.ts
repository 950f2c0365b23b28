import { z } from 'zod';
import { OPTIONAL_COLUMNS } from '../../../../tape/columns.js';
import { wordsOf } from '../../../../tape/labels.js';
import { type Layout, layoutOf, schemaOf } from '../../../../tape/layout.js';
import { dictionaryBytes, streamHead } from '../../../../tape/messages.js';
import { BATCH_ROWS } from '../../../../tape/rows.js';

/** The key of a schema's metadata under which a record says what its rows are. */
const HEAD_KEY = 'millrace';
/** How the JSON begins that stands there. */
export const HEAD_BEGINS = '{"rows":';

const kind = z.enum(['status', 'action', 'event', 'quote', 'trade', 'bar']);

/** What a record of many rows says of them, as JSON in the metadata of its schema. */
export const arrowHeadSchema = z.object({
  rows: z.int().min(1).max(BATCH_ROWS),
  kinds: z.array(kind).min(1),
  /** The columns that may be left out and are there. */
  told: z.array(z.enum(OPTIONAL_COLUMNS)),
  /** By the numbers in the column `stream`; all of one symbol. */
  streams: z
    .array(
      z.object({
        symbol: z.string(),
        kind,
        every: z.string().exactOptional(),
        name: z.string().exactOptional(),
      }),
    )
    .min(1),
});

/** The same, read. */
export type ArrowHead = z.output<typeof arrowHeadSchema>;

/** The bytes before the batch of a record: schema and dictionaries, told by the head alone. */
export const headBytesOf = (head: ArrowHead): { readonly layout: Layout; readonly bytes: Buffer } => {
  const layout = layoutOf(head);
  const dictionaries = layout.labels.flatMap((label, id) => {
    const { message, body } = dictionaryBytes(id, wordsOf(label, head.streams).values);
    return [message, body];
  });
  const schema = schemaOf(layout, new Map([[HEAD_KEY, JSON.stringify(head)]]));
  return { layout, bytes: Buffer.concat([streamHead(schema), ...dictionaries]) };
};
