/** One line as it came. */
export interface InputLine {
  /** Counted from 1, blank ones too. */
  readonly number: number;
  /** Its bytes without the line's end; null where it was longer than what is taken. */
  readonly bytes: Uint8Array | null;
}

/** The longest line that is taken. */
export const LINE_BYTES_MAX = 1_000_000;

const [NEW_LINE, LAST_BLANK] = [10, 32] as const;

/**
 * Cuts bytes into lines, those of a chunk together; blank ones are left out. The last one need not have an
 * end, and of one that is too long nothing is kept.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly InputLine[], void, undefined> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length > LINE_BYTES_MAX) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const cut = (): readonly InputLine[] => {
    number += 1;
    const bytes = length > LINE_BYTES_MAX ? null : joined(parts, length);
    parts = [];
    length = 0;
    return bytes?.every((byte) => byte <= LAST_BLANK) ? [] : [{ number, bytes }];
  };
  for await (const chunk of chunks) {
    const lines: InputLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
      add(chunk.subarray(from, end));
      lines.push(...cut());
      from = end + 1;
    }
    add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = length > 0 ? cut() : [];
  if (last.length > 0) yield last;
}

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
};
