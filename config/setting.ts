/** One value as one layer says it, and where it says so. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: Source;
}

/** Where a setting was written: `file:line:column`, the environment's name, or `--set path=text`. */
export interface Source {
  /** The place of its name, for a name nobody knows. */
  readonly key: string;
  /** The place of its value, for a value that is refused. */
  readonly value: string;
  /** Written by the user, not by our own base or mode file. */
  readonly given: boolean;
}
