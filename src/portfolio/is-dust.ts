/** What is left by the noise of adding fractions: 0.1 and 0.2 close 0.3, with 3e-17 too much. */
export const isDust = (left: number, whole: number): boolean => Math.abs(left) <= 1e-9 * Math.abs(whole);
