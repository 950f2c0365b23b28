/** What is wrong with a batch, as the rest of a sentence; where it stands is added where it is caught. */
export class BatchFault extends Error {
  override readonly name = 'BatchFault';
}
