/** Whether all values are one: the rounding of their mean would leave a deviation that is not there. */
export const areEqual = (values: readonly number[]): boolean => values.every((value) => value === values[0]);
