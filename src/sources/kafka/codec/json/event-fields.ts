/** Where the parts of an event stand in its JSON; the place of a path is its number. */
export const EVENT_PATHS = [
  ['kind'],
  ['symbol'],
  ['at'],
  ['happenedAt'],
  ['price'],
  ['size'],
  ['bid'],
  ['ask'],
  ['bidSize'],
  ['askSize'],
  ['start'],
  ['sessionDate'],
  ['every'],
  ['open'],
  ['high'],
  ['low'],
  ['close'],
  ['volume'],
  ['bid', 'open'],
  ['bid', 'high'],
  ['bid', 'low'],
  ['bid', 'close'],
  ['ask', 'open'],
  ['ask', 'high'],
  ['ask', 'low'],
  ['ask', 'close'],
  ['state'],
  ['detail'],
  ['action'],
  ['value'],
  ['name'],
  ['data'],
] as const;

type Path = (typeof EVENT_PATHS)[number];
type Joined<P extends readonly string[]> = P extends readonly [infer A extends string, infer B extends string]
  ? `${A}.${B}`
  : P[0];

/** The number of a path by its keys with dots between. */
export const FIELD = Object.fromEntries(EVENT_PATHS.map((path, field) => [path.join('.'), field])) as {
  // Exactly the paths above, which the compiler does not follow through fromEntries.
  readonly [P in Path as Joined<P>]: number;
};
