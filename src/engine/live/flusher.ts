import { messageOf } from '../../domain/message-of.js';
import type { Recording } from '../../recording/recording.js';
import type { Wall } from '../../time/wall.js';

/** What a flusher works with. */
export interface FlusherParts {
  readonly recording: Recording;
  readonly wall: Wall;
  /** How long what was written may wait for the disk, as of now. */
  readonly flushMs: () => number;
  /** Told when the disk begins to refuse, and when it takes what was written again. */
  readonly onHealth: (health: { readonly healthy: boolean; readonly detail: string }) => void;
  /** Told whenever something has reached the disk. */
  readonly onDurable?: () => void;
}

/**
 * Every try writes all that waits, so that a full disk would be asked for ever more, and it is a person who
 * makes room: within seconds of that is soon enough.
 */
const [RETRY_MS_MIN, RETRY_MS_MAX] = [50, 5_000] as const;

/** Brings what was heard to the disk: a while after it came, or as soon as somebody waits for it. */
export class Flusher {
  /** How long a disk that refuses is left alone; 0 while it does not. */
  retryMs = 0;
  private isHealthy = true;
  private flushing: Promise<void> | null = null;
  /** Takes back the alarm by which the next flush begins. */
  private unset: (() => void) | null = null;

  constructor(private readonly parts: FlusherParts) {}

  /** Flushes after a while, if anything waits. */
  soon(): void {
    const { recording, wall, flushMs } = this.parts;
    const isClean =
      recording.durableSerial === recording.lastSerial && recording.durableEntry === recording.lastEntry;
    if (isClean) return;
    this.unset ??= wall.alarm(Math.max(flushMs(), this.retryMs), () => {
      this.unset = null;
      // Whoever waits for it hears why; here it is tried again.
      this.now().catch(() => this.soon());
    });
  }

  /** Resolves when all that was appended is on disk; one flush at a time, shared by who waits for it. */
  async now(): Promise<void> {
    await this.flushing?.catch(() => undefined);
    this.flushing ??= this.write().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** No alarm is left behind. */
  stop(): void {
    this.unset?.();
    this.unset = null;
  }

  private async write(): Promise<void> {
    try {
      await this.parts.recording.flush();
    } catch (error) {
      this.retryMs = Math.min(RETRY_MS_MAX, Math.max(RETRY_MS_MIN, 2 * this.retryMs));
      this.turn(false, messageOf(error));
      throw error;
    }
    this.retryMs = 0;
    this.turn(true, '');
    this.parts.onDurable?.();
  }

  private turn(healthy: boolean, detail: string): void {
    if (healthy === this.isHealthy) return;
    this.isHealthy = healthy;
    this.parts.onHealth({ healthy, detail });
  }
}
