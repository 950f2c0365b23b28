/**
 * What is wrong with a row, as the rest of the sentence `file:line: …`; its place is added
 * where it is caught.
 */
export class RowFault extends Error {
  override readonly name = 'RowFault';
}
