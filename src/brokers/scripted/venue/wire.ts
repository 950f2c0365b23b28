import type { Agenda } from './agenda.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';

/** What a wire lies between. */
export interface WireParts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly faults: Faults;
  readonly log: (line: string) => void;
  /** Hands a line to whoever is connected. */
  readonly deliver: (line: string) => void;
  /** Cuts or restores the connection, as its other end sees it. */
  readonly cut: () => void;
  readonly restore: () => void;
}

/** The line to the client, with all that can happen on one: both ways it loses, doubles, delays, reorders. */
export class Wire {
  #isDown = false;
  #isSilent = false;
  #cuts = 0;
  #lastAt = 0;

  constructor(private readonly parts: WireParts) {}

  get isDown(): boolean {
    return this.#isDown;
  }

  /** Whether a line from the client gets through. */
  takes(line: string): boolean {
    const isCommand = !line.startsWith('ASK');
    const lost = this.#isDown || this.#isSilent || (isCommand && this.parts.faults.strikes('lost-commands'));
    this.parts.log(`${lost ? 'UNHEARD' : 'RECV'} ${line}`);
    if (!lost && isCommand) this.#misbehave();
    return !lost;
  }

  say(line: string): void {
    this.#send(line);
    if (this.parts.faults.strikes('duplicates')) this.#send(line);
    if (this.parts.faults.strikes('gibberish')) this.#send(`WAT|${line.split('|')[1] ?? ''}|?`);
  }

  /** The other end is gone (its process died): what was on its way is lost. */
  hangUp(): void {
    this.#isDown = true;
    this.#cuts += 1;
  }

  /** The other end is there (again). */
  pickUp(): void {
    this.#isDown = false;
    this.#isSilent = false;
  }

  #send(line: string): void {
    const { agenda, dice, faults, log, deliver } = this.parts;
    const cuts = this.#cuts;
    const slow = faults.strikes('delays') ? dice.whole(500, 4_000) : 0;
    let at = agenda.now + dice.whole(1, 30) + slow;
    // A wire keeps the order of what it carries, unless it is told not to.
    if (faults.strikes('reordering')) at += dice.whole(1, 2_500);
    else if (!faults.has('reordering')) at = Math.max(at, this.#lastAt);
    this.#lastAt = Math.max(this.#lastAt, at);
    agenda.in(at - agenda.now, () => {
      const lost = this.#isDown || this.#isSilent || cuts !== this.#cuts;
      log(`${lost ? 'LOST' : 'SENT'} ${line}`);
      if (!lost) deliver(line);
    });
  }

  /** Lines break and fall silent while something is on its way. */
  #misbehave(): void {
    const { agenda, dice, faults } = this.parts;
    if (!this.#isDown && faults.strikes('disconnects')) {
      agenda.in(dice.whole(0, 60), () => this.#break(dice.whole(500, 15_000)));
    }
    if (!this.#isSilent && faults.strikes('silence')) {
      this.#isSilent = true;
      agenda.in(dice.whole(500, 8_000), () => {
        this.#isSilent = false;
      });
    }
  }

  #break(forMs: number): void {
    if (this.#isDown) return;
    this.hangUp();
    const cuts = this.#cuts;
    this.parts.cut();
    this.parts.agenda.in(forMs, () => {
      if (cuts !== this.#cuts) return;
      this.pickUp();
      this.parts.restore();
    });
  }
}
