/** What 1 has become after each return: the running product of 1 + r, with NaN as 0. */
export const growthCurve = (returns: readonly number[]): number[] => {
  let growth = 1;
  return returns.map((value) => {
    if (!Number.isNaN(value)) growth *= 1 + value;
    return growth;
  });
};
