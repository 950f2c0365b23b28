/** A day on which an exchange trades, with its hours in minutes after midnight of the exchange's zone. */
export interface TradingDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly openMinute: number;
  readonly closeMinute: number;
}

/** What tells one exchange's calendar from another's; each of its sessions lies inside its own date. */
export interface ExchangeRules {
  readonly name: string;
  readonly timeZone: string;
  /** The years for which `tradingDays` may be asked, both included. */
  readonly firstYear: number;
  readonly lastYear: number;
  /** All trading days of a year, in order. */
  readonly tradingDays: (year: number) => readonly TradingDay[];
}
