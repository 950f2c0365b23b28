import type { Entry, EntryOf } from '../domain/journal.js';
import { fill as filled } from '../domain/millrace-error.js';
import type { OperatorCommand } from '../domain/operator-command.js';
import { OUTCOMES } from '../domain/outcome-codes.js';
import { LastingGaps } from './lasting-gaps.js';
import type { Brake, Gap, LiveView } from './live-view.js';

/** How many of the last fills and reasons are kept. */
const KEPT_MAX = 100;

type Put = Pick<Brake, 'since' | 'who' | 'why'>;

type Owner = Pick<Entry, 'pipeline' | 'symbol'>;
type Trade = Pick<EntryOf<'adjustment'>['body'], 'quantity' | 'price' | 'money'>;

/** What the journal says so far, as far as a person wants to see it; of a replay it is the same. */
export class RunLog {
  readonly fills: EntryOf<'fill'>[] = [];
  readonly reasons: LiveView['reasons'][number][] = [];
  readonly counts = { ordersSent: 0, fills: 0, refusals: 0, gaps: 0, late: 0, commissions: 0 };
  /** By pipeline and symbol: money that fills brought less what they took, commissions off. */
  private readonly cashFlows = new Map<string, number>();
  private readonly lasting = new LastingGaps();
  private readonly brakesByKind = new Map<string, Brake>();
  private readonly outs = new Map<string, Put & { readonly state: 'failed' | 'disabled' }>();

  constructor(private readonly multiplierOf: (symbol: string) => number) {}

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

  /** Money that trading a symbol has brought a pipeline, what is still open not counted. */
  cashFlow(pipeline: string, symbol: string): number {
    return this.cashFlows.get(`${pipeline}\0${symbol}`) ?? 0;
  }

  add(entry: Entry): void {
    this.lasting.add(entry);
    switch (entry.kind) {
      case 'command':
        if (entry.body.command.kind === 'place') this.counts.ordersSent += 1;
        return;
      case 'carried':
        return this.carry(entry);
      case 'fill':
        return this.fill(entry);
      case 'adjustment':
        return this.adjust(entry);
      case 'late':
        this.counts.late += 1;
        return;
      case 'operator':
        return this.obey(entry.body.command, { since: entry.at, who: entry.body.who, why: entry.body.why });
      case 'refusal':
        this.counts.refusals += 1;
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

  private carry({ body: { accounts, said } }: EntryOf<'carried'>): void {
    for (const { command, at, who, why } of said) this.obey(command, { since: at, who, why });
    for (const { pipeline, symbol, quantity, entryPrice } of accounts.flatMap(({ lots }) => lots)) {
      this.trade({ pipeline, symbol }, { quantity, price: entryPrice, money: 0 });
    }
  }

  private fill(entry: EntryOf<'fill'>): void {
    const { pipeline, symbol, body } = entry;
    keep(this.fills, entry);
    this.counts.fills += 1;
    this.counts.commissions += body.commission;
    const quantity = body.side === 'buy' ? body.quantity : -body.quantity;
    this.trade({ pipeline, symbol }, { quantity, price: body.price, money: -body.commission });
  }

  private adjust({ pipeline, symbol, body }: EntryOf<'adjustment'>): void {
    if (body.reason === 'fee') this.counts.commissions -= body.money;
    this.trade({ pipeline, symbol }, body);
  }

  private trade({ pipeline, symbol }: Owner, { quantity, price, money }: Trade): void {
    if (pipeline === null || symbol === null) return;
    const key = `${pipeline}\0${symbol}`;
    const brought = money - quantity * price * this.multiplierOf(symbol);
    this.cashFlows.set(key, (this.cashFlows.get(key) ?? 0) + brought);
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
    if (code === 'GAP') this.counts.gaps += 1;
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
