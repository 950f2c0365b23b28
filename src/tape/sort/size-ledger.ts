import { type OptionalColumn, SIZES } from '../columns.js';
import type { Rows } from '../rows.js';

/**
 * Which streams ever say more of a size than 0. A column that says 0 from the first row to the last says
 * nothing: its sizes are unknown, and only the last row tells.
 */
export class SizeLedger {
  readonly #said = SIZES.map(() => new Uint8Array(65_536));
  readonly #zero = SIZES.map(() => new Uint8Array(65_536));

  add({ columns, stream, count }: Rows): void {
    for (const [index, key] of SIZES.entries()) {
      const [column, said, zero] = [columns[key], this.#said[index], this.#zero[index]];
      if (!column || !said || !zero) continue;
      for (let row = 0; row < count; row += 1) {
        const value = column[row] ?? Number.NaN;
        if (value > 0) said[stream[row] ?? 0] = 1;
        else if (value === 0) zero[stream[row] ?? 0] = 1;
      }
    }
  }

  /** Whether some stream has nothing but zeros. */
  get hasSilent(): boolean {
    return this.#zero.some((zero, index) =>
      zero.some((flag, stream) => flag > (this.#said[index]?.[stream] ?? 0)),
    );
  }

  /** Whether any stream says something in a column. */
  isTold(key: OptionalColumn): boolean {
    const index = SIZES.findIndex((name) => name === key);
    return index < 0 || this.#said[index]?.includes(1) === true;
  }

  /** Puts NaN where the stream of a row says nothing but 0. */
  silence({ columns, stream }: Rows, row: number): void {
    for (const [index, key] of SIZES.entries()) {
      const column = columns[key];
      if (column && this.#said[index]?.[stream[row] ?? 0] === 0) column[row] = Number.NaN;
    }
  }
}
