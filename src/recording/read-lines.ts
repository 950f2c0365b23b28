import { open } from 'node:fs/promises';

/** One line of a file: its bytes without the newline, and where they begin. */
export interface FileLine {
  readonly offset: number;
  readonly bytes: Buffer;
}

const CHUNK_BYTES = 262_144;
const NEWLINE = 0x0a;

/**
 * The whole lines of a file from a place on, some at a time; what follows the last newline is no line. They
 * are taken apart as bytes: damaged text must not move the places of what follows.
 */
export async function* readLines(
  path: string,
  from = 0,
): AsyncGenerator<readonly FileLine[], void, undefined> {
  const file = await open(path, 'r');
  try {
    let [rest, offset] = [Buffer.alloc(0), from];
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, offset + rest.length);
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const lines: FileLine[] = [];
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE, rest.length); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        lines.push({ offset: offset + start, bytes: bytes.subarray(start, end) });
        start = end + 1;
      }
      rest = bytes.subarray(start);
      offset += start;
      if (lines.length > 0) yield lines;
    }
  } finally {
    await file.close();
  }
}
