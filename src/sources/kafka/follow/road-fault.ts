/** What a broker said that trying again may mend. */
export class RoadFault extends Error {
  override readonly name = 'RoadFault';
}
