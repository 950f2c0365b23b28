/** How many periods make a year. */
export interface Yearly {
  /** 252 (days of trading) unless given; 52 for weekly returns, 12 for monthly ones. */
  readonly periodsPerYear?: number;
}

/** What returns are measured against, as a fraction a period (not a year). */
export interface RiskFree extends Yearly {
  /** A constant, or one for each period; 0 unless given. */
  readonly riskFreePerPeriod?: number | readonly number[];
}

/** What returns must reach, as a fraction a period (not a year). */
export interface Required extends Yearly {
  /** A constant, or one for each period; 0 unless given. */
  readonly requiredPerPeriod?: number | readonly number[];
}

/** How many successive rows a figure is made of. */
export interface Windowed {
  /** A whole number of rows, at least 1. */
  readonly window: number;
}
