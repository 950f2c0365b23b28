/** Whether bytes stand at a position. */
export const isSame = (bytes: Uint8Array, start: number, wanted: Uint8Array): boolean => {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[start + index] !== wanted[index]) return false;
  }
  return true;
};

/** Whether four hexadecimal digits stand at a position. */
export const isHex = (bytes: Uint8Array, start: number): boolean =>
  /^[\da-f]{4}$/i.test(rawText(bytes, start, start + 4));

/** What a JSON text between its quotes means; its form has been checked. */
export const meantText = (bytes: Uint8Array, start: number, end: number): string => {
  const raw = rawText(bytes, start, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw; // what is in quotes is a text
};

const rawText = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
