import type { NumberColumn } from '../../../tape/batch.js';

/** Where a number stands in the JSON of somebody else's records. */
export interface NumberPlace {
  /** Keys from the outside in, with dots between. */
  readonly path: string;
  readonly as: 'number' | 'text';
}

/** Where the symbol stands. */
export type SymbolPlace =
  | { readonly path: string }
  | { readonly constant: string }
  | { readonly fromKey: true };

/** Where the time stands, and what it counts. */
export type TimePlace =
  | { readonly path: string; readonly unit: 's' | 'ms' | 'us' | 'ns' | 'iso'; readonly as: 'number' | 'text' }
  | { readonly ofRecord: true };

/** The numbers that events of a mapping may have. */
export type MappedNumber = Exclude<NumberColumn, `${'bid' | 'ask'}${'Open' | 'High' | 'Low' | 'Close'}`>;

/** What is said of bars alone. */
export interface MappedBars {
  /** How long they are. */
  readonly every?: string;
  /** Which end of a bar its time stands for; its start unless said. */
  readonly stamp?: 'start' | 'end';
  /** The zone whose dates are their days; UTC unless said. */
  readonly tz?: string;
}

/** How records that are not ours become events; the settings have checked it. */
export type TopicMapping = MappedBars & {
  readonly kind: 'trade' | 'quote' | 'bar';
  readonly time: TimePlace;
  readonly symbol: SymbolPlace;
} & { readonly [N in MappedNumber]?: NumberPlace };
