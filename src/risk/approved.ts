/** Nobody can make one; a private member is what a copy by spread leaves behind. */
declare class Mark {
  private readonly approved: true;
}

/**
 * What has passed risk. Only this room can make one, so an unchecked order does not compile, nor does a
 * changed copy of a checked one.
 */
export type Approved<C> = C & Mark;

/** Puts the mark on a command; called by `decide` and by nothing else (an architecture rule holds it). */
// The mark exists in types alone.
export const approve = <C>(command: C): Approved<C> => command as Approved<C>;
