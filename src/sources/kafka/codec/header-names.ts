/** The headers of our records; all of them are text. */
export const HEADERS = {
  /** What the value says, with its version: `millrace-event/1.0`. */
  schema: 'schema',
  contentType: 'content-type',
  symbol: 'symbol',
  /** The number of the record in its topic, from 0. */
  sequence: 'millrace-seq',
  /** The number of the first record of its ingest; left out where that is 0. */
  start: 'millrace-start',
  /** Of records of many rows: no record behind this one in its partition has a row before this instant. */
  watermark: 'millrace-watermark',
} as const;

/** What stands in `content-type`, by codec. */
export const CONTENT_TYPES = {
  json: 'application/json',
  arrow: 'application/vnd.apache.arrow.stream',
} as const;

/** How events become the values of records. */
export type CodecName = keyof typeof CONTENT_TYPES;
