/** Our own mistake: the process must not go on. */
class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed';
}

/** Holds, or the program is wrong; never used for what a user or the world can cause. */
export function assert(holds: unknown, message: string): asserts holds {
  if (!holds) throw new AssertionFailed(message);
}
