import type { Marks, SymbolPrices } from '../../domain/marks.js';

const DAY_MS = 86_400_000;
/** Half days and daylight saving move a close by four hours together. */
const END_SPREAD_MS = 6 * 3_600_000;

/** Rows of the marks that bars made, each with the equity that stood until the next bar. */
export interface BarRows extends Marks {
  /** Where each bar stands on the axis of time, epoch milliseconds. */
  readonly time: Float64Array;
}

/**
 * The bars of a run with the equity after each.
 *
 * A row that only a fill made (a position closed after the end, say) is no bar: its equity belongs to the bar
 * before. Without any bar (the marks of a run on quotes) every row counts. Bars of days or longer stand at
 * their date's midnight: closes move by an hour with daylight saving and by three on half days, and the time
 * between two daily bars must be whole days all the same.
 */
export const barRows = (marks: Marks): BarRows => {
  const bars = barsOf(marks);
  return { ...bars, time: areDays(bars) ? midnightsOf(bars.sessionDay) : bars.at };
};

const barsOf = (marks: Marks): Marks => {
  const rows = [...marks.prices.values()].map(({ row }) => row);
  // A symbol with a bar in every row says it for all, without a look at any row.
  if (rows.some((row) => row.length === marks.length)) return marks;
  const isBar = new Uint8Array(marks.length);
  for (const row of rows) for (const each of row) isBar[each] = 1;
  const count = isBar.reduce((sum, bar) => sum + bar, 0);
  return count === 0 || count === marks.length ? marks : barsAmong(marks, isBar, count);
};

/** The bars alone; what other rows say of the account goes to the bar before them. */
const barsAmong = (marks: Marks, isBar: Uint8Array, length: number): Marks => {
  const at = new Float64Array(length);
  const sessionDay = new Int32Array(length);
  const equity = new Float64Array(length);
  const exposure = new Float64Array(length);
  const place = new Int32Array(marks.length);
  let bar = -1;
  for (let row = 0; row < marks.length; row += 1) {
    if (isBar[row] === 1) {
      bar += 1;
      at[bar] = marks.at[row] ?? Number.NaN;
      sessionDay[bar] = marks.sessionDay[row] ?? Number.NaN;
    }
    place[row] = bar;
    if (bar < 0) continue;
    equity[bar] = marks.equity[row] ?? Number.NaN;
    exposure[bar] = marks.exposure[row] ?? Number.NaN;
  }
  const moved = ({ row, ...prices }: SymbolPrices): SymbolPrices => ({
    ...prices,
    row: row.map((each) => place[each] ?? Number.NaN),
  });
  const prices = new Map([...marks.prices].map(([symbol, own]) => [symbol, moved(own)]));
  return { length, at, sessionDay, equity, exposure, prices };
};

/** Whether each row has a session of its own and ends at about the same time of its day. */
const areDays = ({ at, sessionDay }: Marks): boolean => {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < sessionDay.length; row += 1) {
    const day = sessionDay[row] ?? Number.NaN;
    if (day === sessionDay[row - 1]) return false;
    const end = (at[row] ?? Number.NaN) - day * DAY_MS;
    earliest = Math.min(earliest, end);
    latest = Math.max(latest, end);
  }
  return latest - earliest < END_SPREAD_MS && new Set(sessionDay).size === sessionDay.length;
};

const midnightsOf = (days: Int32Array): Float64Array => Float64Array.from(days, (day) => day * DAY_MS);
