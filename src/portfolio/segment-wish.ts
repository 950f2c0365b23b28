import type { Instrument } from '../domain/instrument.js';

/** What a segment that begins says of itself. */
export interface SegmentWish {
  readonly segment: number;
  readonly who: string;
  readonly why: string;
  readonly changes: readonly string[];
  readonly workingOrders: 'keep' | 'cancel';
  /** Whether its broker is outside. */
  readonly isOutside: boolean;
  readonly pipelines: readonly { readonly id: string; readonly capital: number }[];
  readonly currency: string;
  /** Those of the symbols that it follows. */
  readonly instruments: Readonly<Record<string, Instrument>>;
  /** The limits as its config has them. */
  readonly limits: Readonly<Record<string, unknown>>;
}
