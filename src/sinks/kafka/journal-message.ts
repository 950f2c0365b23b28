import { CONTENT_TYPES, HEADERS } from '../../sources/kafka/codec/header-names.js';
import { JOURNAL_SCHEMA } from '../../sources/kafka/codec/schema-version.js';
import type { WrittenRecord } from '../../sources/kafka/write/encode-batch.js';

/** The headers of journal records beside those of all our records. */
const JOURNAL_HEADERS = { run: 'millrace-run', serial: 'millrace-serial', order: 'millrace-order' } as const;

const BEGINS = /^\{"v":\d+,"serial":(\d+),"at":(-?[\d.e+]+),"kind":"(\w+)"/;
const OF_ORDERS: ReadonlySet<string> = new Set(['command', 'order', 'fill', 'unfilled']);
/** What is read to learn how a line begins. */
const BEGINS_BYTES = 128;

/** A line of a journal as a record: one partition a run, told apart from any repetition by run and serial. */
export const journalMessage = (line: Buffer, run: string): WrittenRecord => {
  const [, serial = '', at = '0', kind = ''] = BEGINS.exec(line.toString('utf8', 0, BEGINS_BYTES)) ?? [];
  const order = OF_ORDERS.has(kind) ? orderIn(line) : null;
  return {
    key: run,
    value: line,
    timestamp: Math.max(0, Math.floor(Number(at))),
    headers: [
      [HEADERS.schema, JOURNAL_SCHEMA],
      [HEADERS.contentType, CONTENT_TYPES.json],
      [JOURNAL_HEADERS.run, run],
      [JOURNAL_HEADERS.serial, serial],
      ...(order === null ? [] : [[JOURNAL_HEADERS.order, order] as const]),
    ],
  };
};

/** The order that a line is about; commands hold the order itself or name it. */
const orderIn = (line: Buffer): string | null => {
  // Our own writer has written it.
  const { body } = JSON.parse(line.toString('utf8')) as { body: { order?: unknown; command?: unknown } };
  const { order } = body.command === undefined ? body : (body.command as { order?: unknown });
  if (typeof order === 'string') return order;
  const { id } = Object(order) as { id?: unknown };
  return typeof id === 'string' ? id : null;
};
