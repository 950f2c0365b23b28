import { MappedDecoder } from '../mapping/mapped-decoder.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import { ArrowDecoder } from './arrow/arrow-decoder.js';
import { HEADERS } from './header-names.js';
import { JsonDecoder } from './json/json-decoder.js';
import { HeaderReader, headerText } from './read-headers.js';
import type { RecordView } from './record-view.js';
import type { RecordDecoder, RowTarget } from './row-target.js';
import { InstantReader } from './scan/instant-reader.js';

/** What is known of the records of a topic. */
export interface RecordsOf {
  readonly topic: string;
  /** How those that are not ours are read; null where nobody has said. */
  readonly mapping: TopicMapping | null;
}

/** Reads the records of a topic: ours by what their headers say, others by the mapping. */
export const recordDecoder = ({ topic, mapping }: RecordsOf, target: RowTarget): RecordDecoder => {
  const headers = new HeaderReader(topic);
  const json = new JsonDecoder(target);
  const arrow = new ArrowDecoder(target);
  const mapped = mapping && new MappedDecoder(mapping, target);
  let watermark = Number.NaN;
  return {
    get watermark() {
      return watermark;
    },
    decode: (record) => {
      watermark = Number.NaN;
      if (record.valueStart < 0) return null;
      headers.read(record);
      if (headers.codec === 'json') return json.decode(record, headers.sequence);
      if (headers.codec === null && mapped) return mapped.decode(record);
      if (headers.codec === null) return 'it says no schema, and no mapping of its topic is in the settings';
      const fault = arrow.decode(record, headers.sequence);
      if (fault === null) watermark = watermarkOf(record);
      return fault;
    },
  };
};

const watermarkOf = (record: RecordView): number => {
  const text = Buffer.from(headerText(record, HEADERS.watermark) ?? '');
  return new InstantReader().read(text, 0, text.length);
};
