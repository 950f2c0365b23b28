import type { Answer } from '../../domain/answer.js';
import type { Input } from '../../domain/input.js';
import type { By, OperatorCommand } from '../../domain/operator-command.js';

type Said = Extract<Input, { readonly kind: 'operator' }>;

/** What people say to a run: it waits here until the loop has time for them. */
export class People {
  #waiting: { readonly said: Said; readonly settle: (answer: Promise<Answer>) => void }[] = [];

  /** Whether somebody waits to be heard. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves with what it came to, when somebody has heard it. */
  say(command: OperatorCommand, by: By): Promise<Answer> {
    const said = { kind: 'operator', command, ...by } as const;
    return new Promise((settle) => void this.#waiting.push({ said, settle }));
  }

  /** Hears all who wait, in the order in which they came; false where there was nobody. */
  hear(answer: (said: Said) => Promise<Answer>): boolean {
    const heard = this.#waiting.splice(0);
    for (const { said, settle } of heard) settle(answer(said));
    return heard.length > 0;
  }
}
