const YEAR_MS = 365.25 * 86_400_000;

/**
 * Compound annual growth rate over the time that passed: growth^(365.25 days / time) - 1.
 *
 * @param growth Last equity over the first.
 */
export const cagr = (growth: number, durationMs: number): number => growth ** (YEAR_MS / durationMs) - 1;
