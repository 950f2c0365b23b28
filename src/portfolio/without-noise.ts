/** Units without the noise that parts of a unit come with when they are added: nobody holds it. */
export const withoutNoise = (units: number): number =>
  Number.isInteger(units) ? units : Number(units.toPrecision(12));
