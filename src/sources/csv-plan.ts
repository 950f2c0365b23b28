import type { Calendar } from '../time/calendar.js';
import type { CsvColumns } from './csv-columns.js';
import type { Factor } from './factors.js';

/** How a file's rows become events: everything that is decided before the first of them. */
export interface CsvPlan {
  readonly path: string;
  /** The state of the file that was looked through; every other is refused. */
  readonly version: string;
  readonly columns: CsvColumns;
  /** The length of its bars; empty for all else. */
  readonly every: string;
  /** The name of its events; empty for all else. */
  readonly eventName: string;
  readonly timeZone: string;
  readonly stamp: 'start' | 'end';
  /** Whether rows may stand in any order, because whoever reads them sorts them and looks for twins. */
  readonly sortsLater: boolean;
  /** The symbols that are wanted; with no symbol column there is one. */
  readonly symbols: ReadonlyMap<string, SymbolPlan>;
  /** Epoch milliseconds, half-open; a bar lies in it as a whole or is left out. */
  readonly from: number;
  readonly to: number;
}

/** What is the same for all rows of a symbol. */
export interface SymbolPlan {
  readonly sizesKnown: readonly boolean[];
  readonly calendar: Calendar | undefined;
  /** What prices of a date are adjusted by, where they are. */
  readonly factorOn: ((date: string) => Factor) | undefined;
}
