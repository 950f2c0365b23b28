import { JsonDecoder } from './json/json-decoder.js';
import { HeaderReader } from './read-headers.js';
import type { RecordView } from './record-view.js';
import type { RecordDecoder, RowTarget } from './row-target.js';

/** Reads the records of a topic, ours by what their headers say. */
export const recordDecoder = (topic: string, target: RowTarget): RecordDecoder => {
  const headers = new HeaderReader(topic);
  const json = new JsonDecoder(target);
  return {
    watermark: Number.NaN,
    decode: (record: RecordView): string | null => {
      if (record.valueStart < 0) return null;
      headers.read(record);
      if (headers.codec === 'json') return json.decode(record, headers.sequence);
      return 'it says no schema, and no mapping of its topic is in the settings';
    },
  };
};
