import type { CarriedTotals } from '../domain/carried-body.js';
import type { Entry, EntryOf } from '../domain/journal.js';

type Owner = Pick<Entry, 'pipeline' | 'symbol'>;
type Traded = Pick<EntryOf<'adjustment'>['body'], 'quantity' | 'price' | 'money'>;

/** What a run has come to, by its journal: that of one segment is enough, whose head has those before it. */
export class RunTotals {
  counts = { ordersSent: 0, fills: 0, refusals: 0, gaps: 0, late: 0, commissions: 0 };
  /** By pipeline and symbol: money that fills brought less what they took, commissions off. */
  private cashFlows = new Map<string, CarriedTotals['cashFlows'][number]>();

  constructor(private readonly multiplierOf: (symbol: string) => number) {}

  /** Money that trading a symbol has brought a pipeline, what is still open not counted. */
  cashFlow(pipeline: string, symbol: string): number {
    return this.cashFlows.get(keyOf(pipeline, symbol))?.money ?? 0;
  }

  add(entry: Entry): void {
    switch (entry.kind) {
      case 'carried':
        return this.carry(entry.body.totals);
      case 'command':
        if (entry.body.command.kind === 'place')
          this.counts.ordersSent += 1 + entry.body.command.children.length;
        return;
      case 'order':
        // Its broker was away: it never left.
        if (entry.body.code === 'BROKER_DISCONNECTED') this.counts.ordersSent -= 1;
        return;
      case 'fill':
        return this.fill(entry);
      case 'adjustment':
        if (entry.body.reason === 'fee') this.counts.commissions -= entry.body.money;
        return this.trade(entry, entry.body);
      case 'refusal':
        this.counts.refusals += 1;
        return;
      case 'notice':
        if (entry.body.code === 'GAP') this.counts.gaps += 1;
        return;
      case 'late':
        this.counts.late += 1;
        return;
      default:
    }
  }

  /** For another segment with these pipelines; trades are counted elsewhere. */
  carried(pipelines: readonly { readonly id: string }[]): Omit<CarriedTotals, 'trades' | 'won'> {
    const isKept = (pipeline: string): boolean => pipelines.some(({ id }) => id === pipeline);
    const cashFlows = [...this.cashFlows.values()].filter(({ pipeline }) => isKept(pipeline));
    return { ...this.counts, cashFlows };
  }

  private carry({ trades: _trades, won: _won, cashFlows, ...counts }: CarriedTotals): void {
    this.counts = { ...counts };
    this.cashFlows = new Map(cashFlows.map((flow) => [keyOf(flow.pipeline, flow.symbol), flow]));
  }

  private fill(entry: EntryOf<'fill'>): void {
    const { side, quantity, price, commission } = entry.body;
    this.counts.fills += 1;
    this.counts.commissions += commission;
    this.trade(entry, { quantity: side === 'buy' ? quantity : -quantity, price, money: -commission });
  }

  private trade({ pipeline, symbol }: Owner, { quantity, price, money }: Traded): void {
    if (pipeline === null || symbol === null) return;
    const brought = money - quantity * price * this.multiplierOf(symbol);
    const flow = { pipeline, symbol, money: this.cashFlow(pipeline, symbol) + brought };
    this.cashFlows.set(keyOf(pipeline, symbol), flow);
  }
}

const keyOf = (pipeline: string, symbol: string): string => `${pipeline}\0${symbol}`;
