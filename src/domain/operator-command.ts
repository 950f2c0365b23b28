/** What a person can tell a running engine. Each is recorded with who said it and why. */
export type OperatorCommand =
  /** Nothing that adds risk passes until `resume`; working orders stay. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Takes back one working order by its id, or all of them (null). */
  | { readonly kind: 'cancel'; readonly order: string | null }
  /** Takes back the working orders of a symbol, or of all (null), and closes what is held. */
  | { readonly kind: 'flatten'; readonly symbol: string | null }
  /** A latch: orders that could add risk are taken back, and none passes until `unlatch`. */
  | { readonly kind: 'kill' }
  | { readonly kind: 'unlatch' }
  /** Replaces the named risk limits; checked by the config's schema before it is said. */
  | { readonly kind: 'limits'; readonly limits: Readonly<Record<string, unknown>> }
  /** The configuration was read anew: what of it is another one now, all of it or nothing. */
  | { readonly kind: 'reload'; readonly changes: readonly SettingChange[] }
  /**
   * What the broker holds of a symbol is so: the books follow it by an adjustment, orders that nobody knows
   * anything about are over, and the symbol is free again. `symbol` null: what is not about a known symbol.
   * `pipeline`: whose books; null where one alone trades it.
   */
  | { readonly kind: 'reconcile'; readonly symbol: string | null; readonly pipeline: string | null }
  /** A pipeline may take risk (again), or may not. */
  | { readonly kind: 'enable'; readonly pipeline: string }
  | { readonly kind: 'disable'; readonly pipeline: string };

/** Who says something and why, as it is recorded. */
export interface By {
  readonly who: string;
  readonly why: string;
}

/** A setting that was changed while a run is on. */
export interface SettingChange {
  /** Its path, such as `risk.maxOrderQuantity`. */
  readonly setting: string;
  readonly before: unknown;
  readonly after: unknown;
}
