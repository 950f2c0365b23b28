const [LF, QUOTE, COMMA] = [10, 34, 44] as const;

/**
 * The position after the row at a position, -1 where the bytes end inside it: line breaks in quotes are its
 * own. What is wrong with the row is for others to say.
 */
export const rowEnd = (bytes: Uint8Array, position: number): number => {
  let isStart = true;
  let isQuoted = false;
  for (let index = position; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isQuoted) {
      if (byte !== QUOTE) continue;
      if (bytes[index + 1] === QUOTE) index += 1;
      else isQuoted = false;
    } else if (isStart && byte === QUOTE) isQuoted = true;
    else if (byte === LF) return index + 1;
    isStart = byte === COMMA;
  }
  return -1;
};
