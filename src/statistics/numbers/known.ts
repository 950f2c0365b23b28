/** The values that are numbers: NaN stands for a period without a return, and says nothing. */
export const known = (values: readonly number[]): number[] => values.filter((value) => !Number.isNaN(value));
