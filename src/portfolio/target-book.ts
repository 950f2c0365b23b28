import type { CarriedBody } from '../domain/carried-body.js';
import type { TargetIntent } from '../domain/intent.js';
import type { EntryOf, TargetRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { wholeLots } from '../domain/whole-lots.js';

/** The newest approved target of each pipeline and symbol. */
export class TargetBook {
  private readonly targets = new Map<string, Map<string, TargetRecord>>();
  /** An intent is decided before the next one is written, so one is enough. */
  private newest: { readonly serial: number; readonly intent: TargetIntent } | null = null;

  target(pipeline: string, symbol: string): TargetRecord | undefined {
    return this.targets.get(pipeline)?.get(symbol);
  }

  /** Those of a pipeline. */
  of(pipeline: string): readonly TargetRecord[] {
    return [...(this.targets.get(pipeline)?.values() ?? [])];
  }

  /** A segment begins, with what it takes over. */
  begin(): void {
    this.targets.clear();
  }

  carry({ targets }: CarriedBody): void {
    for (const { pipeline, ...record } of targets) this.put(pipeline, record);
  }

  intent(entry: EntryOf<'intent'>): void {
    const { intent } = entry.body;
    if (intent.kind === 'target' && !entry.body.warming) this.newest = { serial: entry.serial, intent };
  }

  approval(entry: EntryOf<'approval'>): void {
    const cause = entry.causes[0];
    const { target } = entry.body;
    const { pipeline, symbol } = entry;
    if (!target || !cause || !('entry' in cause) || pipeline === null || symbol === null) return;
    const isNewest = this.newest?.serial === cause.entry;
    const intent = isNewest ? this.newest?.intent : this.target(pipeline, symbol)?.intent;
    const { quantity, waiting } = target;
    if (intent) this.put(pipeline, { intent, serial: cause.entry, rejected: false, quantity, waiting });
  }

  /**
   * The units of targets follow a split, in whole lots as what is held does. The wish itself stays as it was
   * said: who says it again still wishes what he has, and is not told to sell half of it.
   */
  split(symbol: string, { ratio, lotSize }: { ratio: number; lotSize: number }): void {
    for (const pipeline of this.targets.keys()) {
      const record = this.target(pipeline, symbol);
      if (!record || record.quantity === null) continue;
      const units = wholeLots(Math.abs(record.quantity) * ratio, lotSize);
      this.put(pipeline, { ...record, quantity: Math.sign(record.quantity) * units });
    }
  }

  /**
   * A rejected target order marks its target, so that an equal one is not sent again. A target that waits is
   * another one than that of the order it waits for.
   */
  rejected(order: Order): void {
    const record = this.target(order.pipeline, order.symbol);
    if (order.role === 'target' && record && !record.waiting)
      this.put(order.pipeline, { ...record, rejected: true });
  }

  private put(pipeline: string, record: TargetRecord): void {
    const targets = this.targets.get(pipeline) ?? new Map<string, TargetRecord>();
    this.targets.set(pipeline, targets.set(record.intent.symbol, record));
  }
}
