import { BatchCursor } from '../wire/batch-cursor.js';
import { BatchFault } from '../wire/batch-fault.js';

/** The offset behind the last whole batch; what is wrong with one is said when it is decoded. */
export const offsetBehind = (records: Buffer, before: number): number => {
  const batch = new BatchCursor(records);
  let offset = before;
  try {
    while (batch.next()) offset = batch.lastOffset + 1;
  } catch (cause) {
    if (!(cause instanceof BatchFault)) throw cause;
  }
  return offset;
};
