/** Lines out of the pieces in which a socket hands them over. */
export interface LineSplitter {
  /** The lines that this piece ends, without their ends; null: one is longer than may be. */
  readonly add: (piece: Buffer) => readonly string[] | null;
}

const NEWLINE = 0x0a;

/** Splits bytes at newlines; it never keeps more than `bytesMax` of a line that has not ended. */
export const lineSplitter = (bytesMax: number): LineSplitter => {
  // Taken once: a line that comes byte by byte costs no more than one that comes whole.
  const kept = Buffer.alloc(bytesMax);
  let length = 0;
  const keep = (part: Buffer): boolean => {
    if (length + part.length > bytesMax) return false;
    part.copy(kept, length);
    length += part.length;
    return true;
  };
  return {
    add: (piece) => {
      const lines: string[] = [];
      let from = 0;
      for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
        if (!keep(piece.subarray(from, end))) return null;
        lines.push(kept.toString('utf8', 0, length));
        length = 0;
        from = end + 1;
      }
      return keep(piece.subarray(from)) ? lines : null;
    },
  };
};
