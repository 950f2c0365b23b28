/** What no rule of the New York Stock Exchange could have said: closed for the whole of these dates. */
export const xnysClosures: ReadonlySet<string> = new Set([
  '1994-04-27', // mourning for Richard Nixon
  '2001-09-11', // the attacks on the World Trade Center
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11', // mourning for Ronald Reagan
  '2007-01-02', // mourning for Gerald Ford
  '2012-10-29', // Hurricane Sandy
  '2012-10-30',
  '2018-12-05', // mourning for George H. W. Bush
  '2025-01-09', // mourning for Jimmy Carter
]);

/** Dates that closed at 13:00 by a decision for that date alone. */
export const xnysEarlyCloses: ReadonlySet<string> = new Set([
  '1997-12-26', // the Friday after Christmas
  '1999-12-31', // the turn of the millennium, with the New Year on a Saturday
  '2003-12-26', // the Friday after Christmas
]);
