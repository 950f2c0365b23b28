import type { CarriedBody } from '../domain/carried-body.js';
import type { TargetIntent } from '../domain/intent.js';
import type { EntryOf, TargetRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { wholeLots } from '../domain/whole-lots.js';

/** The newest approved target of each pipeline and symbol. */
export class TargetBook {
  private readonly targets = new Map<string, TargetRecord>();
  /** An intent is decided before the next one is written, so one is enough. */
  private newest: { readonly serial: number; readonly intent: TargetIntent } | null = null;

  target(pipeline: string, symbol: string): TargetRecord | undefined {
    return this.targets.get(`${pipeline}\n${symbol}`);
  }

  /** Those of a pipeline. */
  of(pipeline: string): readonly TargetRecord[] {
    return [...this.targets].flatMap(([place, record]) =>
      place === `${pipeline}\n${record.intent.symbol}` ? record : [],
    );
  }

  /** A segment begins, with what it takes over. */
  begin(): void {
    this.targets.clear();
  }

  carry({ targets }: CarriedBody): void {
    for (const { pipeline, ...record } of targets) {
      this.targets.set(`${pipeline}\n${record.intent.symbol}`, record);
    }
  }

  intent(entry: EntryOf<'intent'>): void {
    const { intent } = entry.body;
    if (intent.kind === 'target' && !entry.body.warming) this.newest = { serial: entry.serial, intent };
  }

  approval(entry: EntryOf<'approval'>): void {
    const cause = entry.causes[0];
    const { target } = entry.body;
    if (!target || !cause || !('entry' in cause) || entry.symbol === null) return;
    const place = `${entry.pipeline}\n${entry.symbol}`;
    const intent = this.newest?.serial === cause.entry ? this.newest.intent : this.targets.get(place)?.intent;
    if (intent) this.targets.set(place, { intent, serial: cause.entry, rejected: false, ...target });
  }

  /**
   * The units of targets follow a split, in whole lots as what is held does. The wish itself stays as it was
   * said: who says it again still wishes what he has, and is not told to sell half of it.
   */
  split(symbol: string, { ratio, lotSize }: { ratio: number; lotSize: number }): void {
    for (const [place, record] of this.targets) {
      if (record.intent.symbol !== symbol || record.quantity === null) continue;
      const units = wholeLots(Math.abs(record.quantity) * ratio, lotSize);
      this.targets.set(place, { ...record, quantity: Math.sign(record.quantity) * units });
    }
  }

  /**
   * A rejected target order marks its target, so that an equal one is not sent again. A target that waits is
   * another one than that of the order it waits for.
   */
  rejected(order: Order): void {
    const place = `${order.pipeline}\n${order.symbol}`;
    const record = this.targets.get(place);
    if (order.role === 'target' && record && !record.waiting)
      this.targets.set(place, { ...record, rejected: true });
  }
}
