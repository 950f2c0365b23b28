import type { Observable } from 'rxjs';
import type { Command } from '../../domain/order.js';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { Approved } from '../../risk/approved.js';

/**
 * A broker in another process, as a live engine reaches it. It knows no journal and decides nothing: commands
 * go out as they were approved, what comes back is told as it was heard, in the order in which it came.
 *
 * Orders are called by `orderNames`: the run's prefix and the order's id, the same after every restart.
 */
export interface OutsideBroker {
  /**
   * Writes a command to the line at once, or loses it: nothing is kept for a line that is down, since an old
   * order that goes out later is worse than none. What became of it the next snapshots tell.
   */
  send(command: Approved<Command>): void;
  /** Asks for all that it knows; the answer is an event like any other. */
  askSnapshot(): void;
  /**
   * What it says, from the first subscription on; it neither completes nor errs: a broken line is an event,
   * and mending it is the adapter's own work.
   */
  readonly event$: Observable<OutsideEvent>;
  /** Lets go of the line; orders keep working. */
  close(): Promise<void>;
}
