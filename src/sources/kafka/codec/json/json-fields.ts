import { isoText } from '../../../../domain/iso-text.js';
import { shown } from '../../../shown.js';
import { InstantReader } from '../scan/instant-reader.js';
import { JSON_KIND } from '../scan/json-kind.js';
import type { JsonScanner } from '../scan/json-scanner.js';
import { EVENT_PATHS } from './event-fields.js';

const KIND_NAMES = Object.keys(JSON_KIND);

/**
 * Reads the fields of an event that a scanner has found. What is wrong first is kept in `fault`; whoever
 * reads looks there once, at the end.
 */
export class JsonFields {
  fault: string | null = null;
  readonly #scanner: JsonScanner;
  readonly #instants = new InstantReader();
  #bytes: Buffer = Buffer.alloc(0);

  constructor(scanner: JsonScanner) {
    this.#scanner = scanner;
  }

  /** Begins with another event. */
  begin(bytes: Buffer): void {
    this.fault = null;
    this.#bytes = bytes;
  }

  /** Whether a field is there and not null. */
  has(field: number): boolean {
    const kind = this.#scanner.kinds[field];
    return kind !== JSON_KIND.absent && kind !== JSON_KIND.null;
  }

  /** A number; NaN where the field is absent or null. */
  number(field: number): number {
    if (this.#scanner.kinds[field] === JSON_KIND.number) return this.#scanner.numbers[field] ?? Number.NaN;
    if (this.has(field)) this.#wrong(field, 'a number');
    return Number.NaN;
  }

  /** A text; empty where there is none. */
  text(field: number): string {
    if (this.#scanner.kinds[field] === JSON_KIND.text) return this.#scanner.text(field);
    this.#wrong(field, 'a text');
    return '';
  }

  /** An instant in ISO 8601; NaN where there is none. */
  instant(field: number): number {
    const { kinds, starts, ends } = this.#scanner;
    const isText = kinds[field] === JSON_KIND.text;
    const at = isText ? this.#instants.read(this.#bytes, starts[field] ?? 0, ends[field] ?? 0) : Number.NaN;
    if (Number.isNaN(at)) this.#wrong(field, `an instant such as ${isoText(0)}`);
    return at;
  }

  #wrong(field: number, wanted: string): void {
    const { kinds } = this.#scanner;
    const name = EVENT_PATHS[field]?.join('.') ?? '';
    const kind = kinds[field] ?? 0;
    const found = kind === JSON_KIND.text ? `'${shown(this.#scanner.text(field))}'` : KIND_NAMES[kind];
    this.fault ??=
      kind === JSON_KIND.absent ? `${name} is missing` : `${name} is ${found ?? ''}, not ${wanted}`;
  }
}
