/**
 * Names lots by the entries that open them: by the serial, less the entries of processes that came up or
 * ended. So a run that was killed and started again names them as one that never was, and as a backtest.
 */
export class LotNames {
  #sessions = 0;

  /** A run begins, or a segment of one; serials go on. */
  begin(): void {
    this.#sessions = 0;
  }

  /** A process came up or ended. */
  session(): void {
    this.#sessions += 1;
  }

  /** The lot that the newest entry opens, by its serial. */
  of(serial: number): string {
    return String(serial - this.#sessions);
  }
}
