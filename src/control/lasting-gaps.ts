import type { Entry } from '../domain/journal.js';
import type { Gap } from './live-view.js';

/** Folds a journal to the gaps that still last: told, and nothing has said yet that they are over. */
export class LastingGaps {
  readonly #gaps = new Map<string, Gap>();

  /** Oldest first. */
  get all(): readonly Gap[] {
    return [...this.#gaps.values()];
  }

  add({ kind, at, symbol, body }: Entry): void {
    // Whoever comes up listens anew, and says anew what is missing.
    if (kind === 'session' && body.state === 'started') this.#gaps.clear();
    if (kind !== 'notice') return;
    const key = symbol ?? '';
    if (body.code === 'GAP_OVER') this.#gaps.delete(key);
    if (body.code !== 'GAP') return;
    const since = this.#gaps.get(key)?.since ?? at;
    this.#gaps.set(key, { symbol: key, since, detail: String(body.facts.detail) });
  }
}
