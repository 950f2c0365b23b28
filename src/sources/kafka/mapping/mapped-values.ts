import { shown } from '../../shown.js';
import type { RecordView } from '../codec/record-view.js';
import { InstantReader } from '../codec/scan/instant-reader.js';
import { JSON_KIND } from '../codec/scan/json-kind.js';
import { JsonScanner } from '../codec/scan/json-scanner.js';
import { NumberReader } from '../codec/scan/number-reader.js';
import type { NumberPlace, TimePlace } from './topic-mapping.js';

/** Units in a millisecond, from which times are kept to the microsecond. */
const MICROS = { s: 1_000_000, ms: 1_000, us: 1, ns: 0.001 } as const;
/** Before this nobody had topics: a time so early is of another unit. */
const EARLIEST = Date.UTC(1971, 0, 1);

/** Reads values of somebody else's JSON by paths that are known once. */
export class MappedValues {
  /** What is wrong first. */
  fault: string | null = null;
  readonly #scanner: JsonScanner;
  readonly #paths: readonly string[];
  readonly #number = new NumberReader();
  readonly #instants = new InstantReader();
  #record: RecordView | undefined;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#scanner = new JsonScanner(paths.map((path) => path.split('.')));
  }

  /** Looks through a record; false where it is no JSON. */
  begin(record: RecordView): boolean {
    const { bytes, valueStart, valueEnd } = record;
    this.#record = record;
    const place = this.#scanner.scan(bytes, valueStart, valueEnd);
    this.fault = place < 0 ? null : `its value is no JSON from byte ${place - valueStart} on`;
    return place < 0;
  }

  /** A number; NaN where nothing is there. */
  number({ path, as }: NumberPlace): number {
    const field = this.#paths.indexOf(path);
    const { kinds, numbers, starts, ends } = this.#scanner;
    const kind = kinds[field];
    if (kind === JSON_KIND.absent || kind === JSON_KIND.null) return Number.NaN;
    if (as === 'number' && kind === JSON_KIND.number) return numbers[field] ?? Number.NaN;
    if (as === 'text' && kind === JSON_KIND.text && this.#record) {
      const [start = 0, end = 0] = [starts[field], ends[field]];
      if (this.#number.read(this.#record.bytes, start, end) === end) return this.#number.value;
    }
    this.#wrong(field, as === 'number' ? 'no number' : 'no number as text');
    return Number.NaN;
  }

  /** A text by its place among the bytes of the record; an empty one where there is none. */
  text(path: string): { readonly start: number; readonly end: number; readonly hasEscape: boolean } {
    const field = this.#paths.indexOf(path);
    const { kinds, starts, ends } = this.#scanner;
    if (kinds[field] !== JSON_KIND.text) this.#wrong(field, 'no text');
    const [start = 0, end = 0] = [starts[field], ends[field]];
    return { start, end, hasEscape: this.#record?.bytes.subarray(start, end).includes('\\') ?? false };
  }

  /** The text itself. */
  textValue(path: string): string {
    return this.#scanner.text(this.#paths.indexOf(path));
  }

  /** When it happened, epoch milliseconds. */
  time(place: TimePlace): number {
    const at = 'ofRecord' in place ? (this.#record?.timestamp ?? -1) : this.#timeAt(place);
    if (this.fault === null && !(at >= EARLIEST)) {
      this.fault = Number.isNaN(at)
        ? 'its time is missing'
        : 'its time lies before 1971: is the unit of the mapping right?';
    }
    return at;
  }

  #timeAt(place: Exclude<TimePlace, { ofRecord: true }>): number {
    if (place.unit !== 'iso') return Math.round(this.number(place) * MICROS[place.unit]) / 1000;
    const field = this.#paths.indexOf(place.path);
    const { kinds, starts, ends } = this.#scanner;
    const isText = kinds[field] === JSON_KIND.text && this.#record;
    const at = isText ? this.#instants.read(isText.bytes, starts[field] ?? 0, ends[field] ?? 0) : Number.NaN;
    if (Number.isNaN(at)) this.#wrong(field, 'no time in ISO 8601');
    return at;
  }

  #wrong(field: number, what: string): void {
    const { kinds } = this.#scanner;
    const path = this.#paths[field] ?? '';
    const kind = kinds[field];
    const raw = this.#record?.bytes.toString('utf8', this.#scanner.starts[field], this.#scanner.ends[field]);
    const found = kind === JSON_KIND.text ? `'${shown(raw ?? '')}'` : shown(raw ?? '');
    this.fault ??= kind === JSON_KIND.absent ? `${path} is missing` : `${path} is ${found}, ${what}`;
  }
}
