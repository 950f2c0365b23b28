import type { Entry, EntryOf } from '../../domain/journal.js';
import { tradeFold } from '../../portfolio/trades-of.js';

/** An entry that gives a reason for something. */
export type Reason = EntryOf<'refusal' | 'notice' | 'latch' | 'halt'>;

const KEPT = 100;

/** What a live run shows of its journal beside the portfolio: counts, and the newest fills and reasons. */
export class Tally {
  late = 0;
  gaps = 0;
  ordersSent = 0;
  fillCount = 0;
  refusals = 0;
  commissions = 0;
  readonly fills: EntryOf<'fill'>[] = [];
  readonly reasons: Reason[] = [];
  /** By pipeline why it is out of the run. */
  readonly failed = new Map<string, string>();
  readonly trades = tradeFold();

  readonly add = (entry: Entry): void => {
    this.trades.add(entry);
    switch (entry.kind) {
      case 'late':
        this.late += 1;
        return;
      case 'command':
        if (entry.body.command.kind !== 'cancel') this.ordersSent += 1;
        return;
      case 'fill':
        this.fillCount += 1;
        this.commissions += entry.body.commission;
        keep(this.fills, entry);
        return;
      case 'refusal':
        this.refusals += 1;
        keep(this.reasons, entry);
        return;
      case 'notice':
        if (entry.body.code === 'GAP') this.gaps += 1;
        keep(this.reasons, entry);
        return;
      case 'halt':
        if (entry.pipeline !== null) this.failed.set(entry.pipeline, entry.body.code);
        keep(this.reasons, entry);
        return;
      case 'latch':
        keep(this.reasons, entry);
        return;
      default:
    }
  };
}

const keep = <T>(list: T[], value: T): void => {
  list.push(value);
  if (list.length > KEPT) list.shift();
};
