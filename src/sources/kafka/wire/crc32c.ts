const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** Of each byte, and of each byte with up to seven bytes behind it, what it does to the remainder. */
const TABLE = ((): Uint32Array => {
  const table = new Uint32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    table[byte] = crc;
  }
  for (let index = 256; index < table.length; index += 1) {
    const before = table[index - 256] ?? 0;
    table[index] = (before >>> 8) ^ (table[before & 0xff] ?? 0);
  }
  return table;
})();

/** CRC-32C (Castagnoli, RFC 3720) of the bytes between two positions, eight at a time. */
export const crc32c = (bytes: Uint8Array, start: number, end: number): number => {
  const table = TABLE;
  let crc = -1;
  let index = start;
  for (const last = end - SLICES; index <= last; index += SLICES) {
    const b = bytes;
    const i = index;
    const low =
      crc ^ ((b[i] ?? 0) | ((b[i + 1] ?? 0) << 8) | ((b[i + 2] ?? 0) << 16) | ((b[i + 3] ?? 0) << 24));
    crc =
      (table[1792 + (low & 0xff)] ?? 0) ^
      (table[1536 + ((low >>> 8) & 0xff)] ?? 0) ^
      (table[1280 + ((low >>> 16) & 0xff)] ?? 0) ^
      (table[1024 + (low >>> 24)] ?? 0) ^
      (table[768 + (b[i + 4] ?? 0)] ?? 0) ^
      (table[512 + (b[i + 5] ?? 0)] ?? 0) ^
      (table[256 + (b[i + 6] ?? 0)] ?? 0) ^
      (table[b[i + 7] ?? 0] ?? 0);
  }
  for (; index < end; index += 1) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
};
