import type { ExecutionWord, OutsideEvent } from '../../domain/outside-event.js';

/** What a broker has told of executions, each word once: a snapshot tells most of them again. */
export class ToldExecutions {
  readonly words: ExecutionWord[] = [];
  /** What each cost by the newest word; null: nobody said. */
  readonly #costs = new Map<string, number | null>();

  add(event: OutsideEvent): void {
    if (event.kind === 'snapshot') for (const execution of event.executions) this.#take(execution);
    if (event.kind === 'execution' || event.kind === 'fee') this.#take(event);
  }

  #take(word: ExecutionWord): void {
    const { execution, commission } = word;
    const key = `${word.kind} ${execution}`;
    const isNews = commission !== null && this.#costs.get(execution) !== commission;
    if (word.kind === 'execution' && !this.#costs.has(key)) this.#costs.set(key, null);
    else if (!isNews) return;
    if (commission !== null) this.#costs.set(execution, commission);
    this.words.push(word);
  }
}
