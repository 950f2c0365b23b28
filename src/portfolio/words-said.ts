import type { CarriedWord } from '../domain/carried-body.js';
import type { EntryOf } from '../domain/journal.js';

/** What people said to a run and what of it nobody has taken back. */
export class WordsSaid {
  private words = new Map<string, CarriedWord>();

  /** What still holds, oldest first. */
  get standing(): readonly CarriedWord[] {
    return [...this.words.values()].sort((a, b) => a.at - b.at);
  }

  /** Takes over what was said before. */
  carry(said: readonly CarriedWord[]): void {
    this.words = new Map(said.map((word) => [nameOf(word.command) ?? '', word]));
  }

  add({ at, body: { command, who, why } }: EntryOf<'operator'>): void {
    const undone = UNDOES[command.kind];
    if (undone !== undefined) this.words.delete(undone);
    if (command.kind === 'enable') this.words.delete(`disable ${command.pipeline}`);
    if (command.kind === 'reload') {
      // What a file says anew of a limit stands above what somebody said of it before.
      this.forget(command.changes.map(({ setting }) => setting.replace(/^risk\./, '')));
    }
    const name = nameOf(command);
    if (name === null) return;
    const limits = command.kind === 'limits' ? { ...this.limits(), ...command.limits } : null;
    this.words.set(name, { at, command: limits ? { kind: 'limits', limits } : command, who, why });
  }

  /** Limits of these names are not what somebody said any more. */
  forget(names: readonly string[]): void {
    const word = this.words.get('limits');
    if (!word) return;
    const left = Object.entries(this.limits()).filter(([name]) => !names.includes(name));
    if (left.length === 0) this.words.delete('limits');
    else this.words.set('limits', { ...word, command: { kind: 'limits', limits: Object.fromEntries(left) } });
  }

  /** The limits that people set. */
  limits(): Readonly<Record<string, unknown>> {
    const command = this.words.get('limits')?.command;
    return command?.kind === 'limits' ? command.limits : {};
  }
}

const UNDOES: Readonly<Record<string, string>> = { resume: 'pause', unlatch: 'kill' };

/** Under what name a word stands until it is taken back; null for what is done once. */
const nameOf = (command: CarriedWord['command']): string | null => {
  switch (command.kind) {
    case 'pause':
    case 'kill':
    case 'limits':
      return command.kind;
    case 'disable':
      return `disable ${command.pipeline}`;
    default:
      return null;
  }
};
