/** Where tapes of files are kept that were read once. */
export interface TapeCache {
  readonly folder: string;
  /** What it may take on the disk; the tapes that were used longest ago go first. */
  readonly bytesMax: number;
  /** Files that are smaller are read as they are. */
  readonly fileBytesMin: number;
  /** Hears what a user should know: a tape that was damaged, a folder that cannot be written to. */
  readonly onNotice: (text: string) => void;
  /** Hears now and then how many rows of a file have become tape. */
  readonly onRows: (rows: number) => void;
}
