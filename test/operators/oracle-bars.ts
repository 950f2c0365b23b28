/** A made-up bar, and the price of another thing that moves along. */
interface OracleBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly other: number;
}

/**
 * Forty bars: the input of the numbers that other libraries computed for these tests. In the code beside
 * those numbers o, h, l, c, v and w are the columns of this table, and each shows its last four values.
 */
export const ORACLE_BARS: readonly OracleBar[] = [
  { open: 99.15, high: 99.75, low: 98.93, close: 99.05, volume: 3400, other: 49.65 },
  { open: 99.03, high: 99.83, low: 98.37, close: 99.34, volume: 3900, other: 50.89 },
  { open: 96.65, high: 97.66, low: 95.83, close: 97.06, volume: 49200, other: 49.51 },
  { open: 99.46, high: 100.02, low: 98.27, close: 98.74, volume: 86800, other: 49.88 },
  { open: 99.8, high: 100.69, low: 98.94, close: 99.5, volume: 51800, other: 50.44 },
  { open: 99.51, high: 100.43, low: 98.19, close: 99.15, volume: 2800, other: 49.22 },
  { open: 99.87, high: 100.06, low: 98.08, close: 98.78, volume: 51600, other: 49.96 },
  { open: 98.37, high: 99.72, low: 97.62, close: 98.78, volume: 10900, other: 50.18 },
  { open: 100.1, high: 100.89, low: 97.93, close: 98.82, volume: 62300, other: 49.98 },
  { open: 100.13, high: 100.77, low: 98.33, close: 98.55, volume: 41900, other: 49.3 },
  { open: 100.22, high: 100.88, low: 98.76, close: 99.41, volume: 32700, other: 47.52 },
  { open: 100.44, high: 100.99, low: 99.31, close: 100.03, volume: 18700, other: 50.35 },
  { open: 99.62, high: 100.87, low: 98.78, close: 99.95, volume: 0, other: 50.05 },
  { open: 100.35, high: 100.58, low: 99.51, close: 99.85, volume: 30200, other: 49.72 },
  { open: 99.83, high: 100.65, low: 99.14, close: 100.05, volume: 40500, other: 50.49 },
  { open: 99.3, high: 100.12, low: 98.7, close: 99.31, volume: 51100, other: 49.88 },
  { open: 98.67, high: 98.95, low: 98.26, close: 98.82, volume: 62000, other: 49.65 },
  { open: 99.62, high: 100.24, low: 99.38, close: 99.48, volume: 86200, other: 48.9 },
  { open: 99.97, high: 100.37, low: 98.98, close: 99.33, volume: 3000, other: 48.86 },
  { open: 97.4, high: 98.45, low: 96.44, close: 97.68, volume: 84200, other: 49.29 },
  { open: 97.19, high: 97.75, low: 96.97, close: 97.68, volume: 50500, other: 49.12 },
  { open: 97.39, high: 98.5, low: 97.28, close: 97.89, volume: 6700, other: 49.24 },
  { open: 97.13, high: 98.47, low: 96.76, close: 97.61, volume: 78000, other: 49.14 },
  { open: 96.71, high: 98.06, low: 96.61, close: 97.43, volume: 76800, other: 49.22 },
  { open: 97.74, high: 98.52, low: 97.47, close: 98.2, volume: 26000, other: 49.3 },
  { open: 101.04, high: 101.7, low: 99.48, close: 100.39, volume: 15100, other: 50.25 },
  { open: 99.24, high: 99.88, low: 98.92, close: 99.54, volume: 27100, other: 49.97 },
  { open: 101.29, high: 101.96, low: 100.57, close: 101.16, volume: 73000, other: 51.02 },
  { open: 99.07, high: 99.81, low: 98.83, close: 99.68, volume: 82600, other: 49.56 },
  { open: 99.97, high: 100.25, low: 99.22, close: 99.89, volume: 26700, other: 50.43 },
  { open: 97.62, high: 98.52, low: 97.49, close: 98.49, volume: 42800, other: 49.78 },
  { open: 99.76, high: 100.19, low: 98.97, close: 100.11, volume: 64600, other: 50.11 },
  { open: 102.24, high: 102.79, low: 100.69, close: 101.11, volume: 16300, other: 50.16 },
  { open: 102.18, high: 102.7, low: 102, close: 102.47, volume: 64700, other: 51.21 },
  { open: 101.97, high: 102.49, low: 100.65, close: 101.41, volume: 20300, other: 51.08 },
  { open: 102.46, high: 103.12, low: 101.68, close: 102.23, volume: 76500, other: 50.25 },
  { open: 101.53, high: 102.49, low: 101.09, close: 101.61, volume: 12000, other: 50.68 },
  { open: 100.73, high: 101.42, low: 100.49, close: 101.06, volume: 88100, other: 50.46 },
  { open: 102.31, high: 102.63, low: 100.89, close: 101.67, volume: 64800, other: 50.27 },
  { open: 102.63, high: 103.03, low: 102.26, close: 102.72, volume: 24800, other: 50.72 },
];
