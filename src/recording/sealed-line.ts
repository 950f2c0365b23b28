import { crc32 } from 'node:zlib';

const SEAL = /,"crc32":(\d+)\}$/;

/**
 * Ends the text of a JSON object with its own checksum and a newline.
 *
 * @param open The object without its last brace.
 */
export const sealedLine = (open: string): string => `${open},"crc32":${crc32(open)}}\n`;

/** Whether a line, without its newline, is as it was written. */
export const isSealed = (line: string): boolean => {
  const seal = SEAL.exec(line);
  return seal !== null && crc32(line.slice(0, seal.index)) === Number(seal[1]);
};
