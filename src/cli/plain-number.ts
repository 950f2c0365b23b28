/** A number for people, without what computing it left behind its last digits. */
export const plainNumber = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(10)));
