/** A part of the report under its heading. */
export interface Section {
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  /** Markup. */
  readonly inner: string;
}
