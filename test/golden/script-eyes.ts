import type { FillEvent, OrderEvent, PositionEvent } from '../../src/pipeline/own-events.js';

/**
 * What a scripted pipeline has heard of itself: its open lots, its waiting entries, the keys of its exits.
 */
export class ScriptEyes {
  lots: PositionEvent['lots'] = [];
  /** Keys of entries that still wait, in the order in which they were sent. */
  entries: readonly string[] = [];
  readonly #exits = new Map<string, { sl?: string; tp?: string }>();

  order({ key, state }: OrderEvent): void {
    if (!key.startsWith('entry ') || key.includes('/')) return;
    const isAlive = state === 'pending' || state === 'working' || state === 'partial';
    const others = this.entries.filter((other) => other !== key);
    if (!isAlive) this.entries = others;
    else if (others.length === this.entries.length) this.entries = [...others, key];
  }

  /** The first fill that names a lot has opened it; an entry's children become the lot's exits. */
  fill({ key, lot }: FillEvent): void {
    if (lot === null || this.#exits.has(lot)) return;
    this.#exits.set(lot, { sl: `${key}/stop-loss`, tp: `${key}/take-profit` });
  }

  position({ lots }: PositionEvent): void {
    this.lots = lots;
  }

  protection(lot: string, role: 'sl' | 'tp'): string | undefined {
    return this.#exits.get(lot)?.[role];
  }

  protected(lot: string, role: 'sl' | 'tp', key: string): void {
    this.#exits.set(lot, { ...this.#exits.get(lot), [role]: key });
  }
}
