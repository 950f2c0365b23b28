import type { Input, Stamped } from '../../domain/input.js';
import { isoText } from '../../domain/iso-text.js';
import type { MarketEvent } from '../../domain/market-event.js';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { Engine } from '../assemble.js';
import { beginOf } from '../foundation.js';
import type { Deed } from './deed.js';
import { Governor } from './governor.js';
import { OpenGaps } from './open-gaps.js';
import { takeOver } from './take-over.js';

type Rare = Exclude<Input, { readonly kind: 'market' }>;

/**
 * The wheel as inputs turn it. It does not know whether they come from the world or from a recording of it,
 * so what it decides is a function of them: the same inputs, the same journal.
 *
 *     inputs    start  market  market  wake    operator  market  stop
 *     time      ───────────────────────────────────────────────────►   never back, read once at the door
 *     journal   begin          intent… mark    operator  fill…   session
 */
export class LiveEngine {
  private readonly governor: Governor;
  private readonly gaps = new OpenGaps();
  private isBegun = false;
  private isWarm = false;

  constructor(readonly engine: Engine) {
    this.governor = new Governor(engine);
  }

  /** When something is due next without an input to bring it. */
  nextDue(): number {
    return this.isBegun ? this.engine.wheel.nextDue() : Number.POSITIVE_INFINITY;
  }

  /**
   * Tells pipelines, before the first input, what earlier segments of the run heard: bars and averages are
   * then what they would be. Nothing of it is journaled or decided again.
   */
  warm({ at, input }: Stamped): void {
    if (input.kind !== 'market') return;
    const { wheel } = this.engine;
    if (!this.isWarm) this.warmFrom(at);
    wheel.process(input.event.at === at ? input.event : { ...input.event, at });
  }

  /** Takes the next input; gives what a person's command came to. */
  take({ serial, at, input }: Stamped): Deed | null {
    this.begin(at);
    if (input.kind === 'market') {
      this.market(at, input.event);
      return null;
    }
    this.engine.wheel.advance(at);
    return this.rare({ serial, at, input });
  }

  /** Its own `at` is when the source knew it; here it is known at its stamp. */
  private market(at: number, event: MarketEvent): void {
    const { wheel, journal } = this.engine;
    const known = event.at === at ? event : { ...event, at };
    wheel.process(known);
    for (const { symbol, since } of this.gaps.hear(known)) {
      const facts = { symbol, since: isoText(since) };
      journal.append({ kind: 'notice', causes: [], symbol, body: { code: 'GAP_OVER', facts } });
    }
    if (event.kind !== 'status' || event.state !== 'gap') return;
    const { symbol, detail } = event;
    journal.append({ kind: 'notice', causes: [], symbol, body: { code: 'GAP', facts: { symbol, detail } } });
  }

  private rare({ serial, at, input }: Stamped & { input: Rare }): Deed | null {
    const { wheel, journal } = this.engine;
    switch (input.kind) {
      case 'wake':
        return null;
      case 'operator':
        return this.governor.carryOut(input.command, input);
      case 'broker':
        this.hear(input.event, serial);
        return null;
      case 'storage':
        this.governor.storage(input);
        return null;
      case 'start':
        this.gaps.clear();
        journal.append({
          kind: 'session',
          causes: [],
          body: { state: 'started', orders: null, ended: false },
        });
        // Whatever line there was to a broker went with the process that came before.
        this.hear({ kind: 'connection', state: 'down', detail: 'the process begins' }, serial);
        return null;
      case 'stop':
        if (input.ended) wheel.settle(at);
        this.governor.stop(input);
        return null;
    }
  }

  private hear(event: OutsideEvent, serial: number): void {
    const { wheel, broker } = this.engine;
    if (broker.outside) wheel.hear(broker.outside.hear(event), () => [{ input: serial }]);
  }

  private warmFrom(at: number): void {
    const { wheel, journal, portfolio } = this.engine;
    this.isWarm = true;
    journal.isQuiet = true;
    // Whoever asks what is held is told nothing, until the segment says what it takes over.
    portfolio.fold(journal.append({ kind: 'begin', causes: [], body: beginOf(this.engine) }));
    wheel.start(at);
  }

  private begin(at: number): void {
    if (this.isBegun) return;
    this.isBegun = true;
    if (this.isWarm) this.engine.wheel.advance(at);
    else this.engine.clock.moveTo(at);
    this.engine.journal.isQuiet = false;
    this.engine.journal.append({ kind: 'begin', causes: [], body: beginOf(this.engine) });
    const { opening } = this.engine.plan;
    if (opening) takeOver(this.engine, opening, this.governor);
    if (!this.isWarm) this.engine.wheel.start(at);
  }
}
