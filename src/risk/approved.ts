declare const approved: unique symbol;

/** What has passed risk. Only this room can make one, so an unchecked order does not compile. */
export type Approved<C> = C & { readonly [approved]: true };

/** Puts the mark on a command; called by `decide` and by nothing else (an architecture rule holds it). */
// The brand exists in types alone.
export const approve = <C>(command: C): Approved<C> => command as Approved<C>;
