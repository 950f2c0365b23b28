/** A line to a scripted broker: texts both ways, one message each. */
export interface Line {
  /** Writes a message, or loses it where the line is down. */
  readonly write: (text: string) => void;
  /** Begins to listen; called once. */
  readonly listen: (listener: LineListener) => void;
  readonly close: () => Promise<void>;
}

/** Who hears a line. */
export interface LineListener {
  readonly onText: (text: string) => void;
  readonly onState: (state: 'up' | 'down', detail: string) => void;
}
