import type { Entry, EntryOf } from '../domain/journal.js';
import { fill as filled } from '../domain/millrace-error.js';
import type { OperatorCommand } from '../domain/operator-command.js';
import { OUTCOMES } from '../domain/outcome-codes.js';
import { LastingGaps } from './lasting-gaps.js';
import type { Brake, Flow, Gap, LiveView, Money } from './live-view.js';

/** How many of the last fills and reasons are kept. */
const KEPT_MAX = 100;

type Put = Pick<Brake, 'since' | 'who' | 'why'>;

/** What the run comes to, over all its segments. */
interface Totals {
  readonly counts: Pick<Flow, 'ordersSent' | 'fills' | 'refusals' | 'gaps' | 'late'> &
    Pick<Money, 'commissions'>;
  readonly add: (entry: Entry) => void;
  /** Money that trading a symbol has brought a pipeline, what is still open not counted. */
  readonly cashFlow: (pipeline: string, symbol: string) => number;
}

/** What the journal says so far, as far as a person wants to see it; of a replay it is the same. */
export class RunLog {
  readonly fills: EntryOf<'fill'>[] = [];
  readonly reasons: LiveView['reasons'][number][] = [];
  private readonly lasting = new LastingGaps();
  private readonly brakesByKind = new Map<string, Brake>();
  private readonly outs = new Map<string, Put & { readonly state: 'failed' | 'disabled' }>();

  constructor(private readonly totals: Totals) {}

  /** What people, the disk and the run's own end put on to keep new risk away, oldest first. */
  get brakes(): readonly Brake[] {
    return [...this.brakesByKind.values()];
  }

  /** What is not heard at present. */
  get gaps(): readonly Gap[] {
    return this.lasting.all;
  }

  /** Why a pipeline is out, if it is. */
  out(pipeline: string): (Put & { readonly state: 'failed' | 'disabled' }) | null {
    return this.outs.get(`failed ${pipeline}`) ?? this.outs.get(`disabled ${pipeline}`) ?? null;
  }

  /** As in `Totals`. */
  cashFlow(pipeline: string, symbol: string): number {
    return this.totals.cashFlow(pipeline, symbol);
  }

  /** How often and how much, since the run began. */
  get counts(): Totals['counts'] {
    return this.totals.counts;
  }

  add(entry: Entry): void {
    this.lasting.add(entry);
    this.totals.add(entry);
    switch (entry.kind) {
      case 'carried':
        for (const { command, at, who, why } of entry.body.said) this.obey(command, { since: at, who, why });
        return;
      case 'fill':
        keep(this.fills, entry);
        return;
      case 'operator':
        return this.obey(entry.body.command, { since: entry.at, who: entry.body.who, why: entry.body.why });
      case 'refusal':
        return this.reason(entry);
      case 'notice':
        return this.notice(entry);
      case 'halt':
        this.outs.set(`failed ${entry.pipeline ?? ''}`, { ...putOf(entry), state: 'failed' });
        return this.reason(entry);
      case 'latch':
        return this.reason(entry);
      case 'session':
        // Whoever starts again is not ending any more.
        if (entry.body.state === 'started') this.brakesByKind.delete('ending');
        else
          this.brakesByKind.set('ending', {
            kind: 'ending',
            symbol: null,
            since: entry.at,
            who: null,
            why: ENDING,
          });
        return;
      default:
        return;
    }
  }

  private obey(command: OperatorCommand, put: Put): void {
    switch (command.kind) {
      case 'pause':
      case 'kill':
        this.brakesByKind.set(command.kind, { kind: command.kind, symbol: null, ...put });
        return;
      case 'resume':
        this.brakesByKind.delete('pause');
        return;
      case 'unlatch':
        this.brakesByKind.delete('kill');
        return;
      case 'disable':
        this.outs.set(`disabled ${command.pipeline}`, { ...put, state: 'disabled' });
        return;
      case 'enable':
        this.outs.delete(`disabled ${command.pipeline}`);
        return;
      default:
        return;
    }
  }

  private notice(entry: EntryOf<'notice'>): void {
    const { code } = entry.body;
    if (code === 'STORAGE_BACK') this.brakesByKind.delete('storage');
    if (code === 'STORAGE_REFUSES')
      this.brakesByKind.set('storage', { kind: 'storage', symbol: null, ...putOf(entry) });
    this.reason(entry);
  }

  private reason(entry: LiveView['reasons'][number]): void {
    keep(this.reasons, entry);
  }
}

const ENDING = 'the run is going down';

const keep = <T>(list: T[], item: T): void => {
  list.push(item);
  if (list.length > KEPT_MAX) list.shift();
};

/** What the engine itself says. */
const putOf = ({
  at,
  body: { code, facts },
}: {
  readonly at: number;
  readonly body: EntryOf<'notice'>['body'];
}): Put => ({
  since: at,
  who: null,
  why: filled(OUTCOMES[code], facts),
});
