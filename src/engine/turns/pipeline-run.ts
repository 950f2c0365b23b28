import { isObservable, Observable, type Subscription } from 'rxjs';
import { assert } from '../../domain/assert.js';
import type { Intent } from '../../domain/intent.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { AnyPipeline, PipelineContext } from '../../pipeline/define-pipeline.js';
import type { FeedSpec } from '../../pipeline/feeds.js';
import { type TurnOwner, withOwner } from '../../time/redirect-timers.js';
import { Multicast } from '../feeds/multicast.js';
import { isIntent } from './is-intent.js';

/** One pipeline of a run, as it was asked for. */
export interface PipelinePlan {
  readonly id: string;
  readonly pipeline: AnyPipeline;
  readonly params: unknown;
  readonly capital: number;
}

/** What a running pipeline is given. */
export interface PipelineWorld {
  // The schema is forgotten here, and with it the type of the parameters.
  readonly context: PipelineContext<AnyPipeline['params']>;
  readonly owner: TurnOwner;
  /** Wraps every turn where it is strict: it makes clock and dice of the host throw. */
  readonly guard: (<T>(body: () => T) => T) | null;
}

/** The feeds of a pipeline about its own orders, fills and positions; several where it declared several. */
export type OwnInputs = Readonly<Record<'orders' | 'fills' | 'position', readonly Multicast<unknown>[]>>;

/** Most turns say nothing. */
const SILENCE: readonly Intent[] = [];

/**
 * A pipeline that is built and subscribed once: first the pipes, then the water. It speaks only while its
 * turn is open; what it says is collected and decided when the turn ends.
 */
export class PipelineRun {
  /** What it declared, by the name under which it gets it. */
  readonly feeds: Readonly<Record<string, FeedSpec>>;
  /** Where it hears of itself. */
  readonly own: OwnInputs;
  private readonly inputs = new Map<string, Multicast<unknown>>();
  private isOpen = false;
  private said: readonly Intent[] = SILENCE;
  private subscription: Subscription | null = null;
  private failed: { readonly error: unknown } | null = null;

  constructor(
    readonly plan: PipelinePlan,
    private readonly world: PipelineWorld,
  ) {
    // The types of a listed pipeline are forgotten; a feed is its spec.
    this.feeds = plan.pipeline.feeds(plan.params) as PipelineRun['feeds'];
    for (const name of Object.keys(this.feeds)) this.inputs.set(name, new Multicast());
    const inputsOf = (own: keyof OwnInputs): readonly Multicast<unknown>[] =>
      Object.entries(this.feeds).flatMap(([name, { feed }]) => (feed === own ? [this.input(name)] : []));
    this.own = { orders: inputsOf('orders'), fills: inputsOf('fills'), position: inputsOf('position') };
  }

  get id(): string {
    return this.plan.id;
  }

  /** Builds the flow and listens to it; called inside a turn, so that it may already speak. */
  build(): void {
    const streams = Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.stream$]));
    const flow$: unknown = this.plan.pipeline.flow(streams, this.world.context);
    if (!(flow$ instanceof Observable)) {
      const what = `its flow returned ${describe(flow$)}, which is no Observable of our rxjs`;
      throw new MillraceError('RXJS_FOREIGN', { pipeline: this.id, what });
    }
    this.subscription = flow$.subscribe({
      next: (value) => this.hear(value),
      error: (error: unknown) => this.fail(error),
    });
  }

  /** Opens a turn, runs what happens in it, and gives what the pipeline said; throws what it threw. */
  turn(body: () => void): readonly Intent[] {
    this.said = SILENCE;
    this.isOpen = true;
    try {
      if (this.world.guard) this.guarded(this.world.guard, body);
      else withOwner(this.world.owner, body);
    } finally {
      this.isOpen = false;
    }
    this.check();
    return this.said;
  }

  /** Throws what went wrong outside a turn, such as an intent that nobody was listening for. */
  check(): void {
    if (this.failed) throw this.failed.error;
  }

  /** Where values of a declared feed are handed in. */
  input(feed: string): Multicast<unknown> {
    const input = this.inputs.get(feed);
    assert(input, `${this.id} has declared no feed ${feed}`);
    return input;
  }

  /** Lets go of everything. */
  stop(): void {
    this.subscription?.unsubscribe();
  }

  private guarded(guard: NonNullable<PipelineWorld['guard']>, body: () => void): void {
    guard(() => withOwner(this.world.owner, body));
  }

  private hear(value: unknown): void {
    if (!this.isOpen) this.fail(new MillraceError('INTENT_OUT_OF_TURN', { pipeline: this.id }));
    else if (isIntent(value)) this.said = [...this.said, value];
    else this.fail(new TypeError(`it said ${describe(value)}, which is no intent with a reason (because)`));
  }

  private fail(error: unknown): void {
    this.failed ??= { error };
  }
}

const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (isObservable(value)) return 'an Observable of another rxjs';
  const name = typeof value === 'object' ? value?.constructor.name : undefined;
  if (name === undefined) return value === null ? 'null' : `a ${typeof value}`;
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
};
