/**
 * Whether a number is one up to which units and prices are told apart one by one. What is larger (or no
 * number at all) would come to infinities once it is multiplied, and no limit says no to those.
 */
export const isCountable = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;
