import type { ExecutionWord, OutsideEvent } from '../../domain/outside-event.js';

/** What a broker has told of executions, each word once: a snapshot tells most of them again. */
export class ToldExecutions {
  readonly words: ExecutionWord[] = [];
  /** Those that were told, not only what they cost. */
  readonly #told = new Set<string>();
  /** What each cost by the newest word. */
  readonly #costs = new Map<string, number>();

  add(event: OutsideEvent): void {
    if (event.kind === 'snapshot') for (const execution of event.executions) this.#take(execution);
    if (event.kind === 'execution' || event.kind === 'fee') this.#take(event);
  }

  #take(word: ExecutionWord): void {
    const { execution, commission } = word;
    const isFirst = word.kind === 'execution' && !this.#told.has(execution);
    const isOtherCost = commission !== null && this.#costs.get(execution) !== commission;
    if (!isFirst && !isOtherCost) return;
    if (isFirst) this.#told.add(execution);
    if (commission !== null) this.#costs.set(execution, commission);
    this.words.push(word);
  }
}
