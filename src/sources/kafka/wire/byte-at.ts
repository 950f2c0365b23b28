import { BatchFault } from './batch-fault.js';

/** A byte that has to be there. */
export const byteAt = (bytes: Buffer, index: number): number => {
  const byte = bytes[index];
  if (byte === undefined) throw new BatchFault('it ends in the middle');
  return byte;
};
