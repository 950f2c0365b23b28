/** A rate and the monthly volume up to which it holds, the last tier without an end. */
export type Tier = readonly [upTo: number, rate: number];

/**
 * What a volume costs where the rate falls with what was traded before in the month: each part of it at the
 * rate of the tier it falls in, the first unit after a boundary at the next rate.
 *
 *     volume    0......1,000......10,000
 *     rate      .0.85..|....0.65..|..0.45
 *     1,500 from 0: 1,000 at 0.85, 500 at 0.65
 *
 * Source: interactivebrokers.com, "Commissions Futures", note 1: tiers are "applied on a marginal basis for a
 * given calendar month", with this example.
 *
 * @param tiers By rising volume.
 * @param before The volume of the month so far, in the tiers' own unit.
 */
export const tieredCost = (tiers: readonly Tier[], before: number, volume: number): number => {
  let cost = 0;
  let from = before;
  const to = before + volume;
  for (const [upTo, rate] of tiers) {
    const until = Math.min(to, upTo);
    if (until <= from) continue;
    cost += (until - from) * rate;
    from = until;
  }
  return cost;
};

/** The tier that a volume of the month so far has reached. */
export const tierAt = (tiers: readonly Tier[], before: number): number =>
  Math.max(
    0,
    tiers.findIndex(([upTo]) => before < upTo),
  );
