/** Errors of sources, rows and tapes: what the one table of errors says is wrong with data. */
export const DATA_ERRORS = {
  SYMBOL_WITHOUT_SOURCE: {
    exit: 4,
    what: 'pipeline {pipeline} wants {feed} of {symbol}, the source has {has}',
    next: 'Add a --source that has it.',
  },
  MATCH_STREAM_MISSING: {
    exit: 4,
    what: 'nothing of {symbol} can fill orders: {why}',
    next: 'Add a --source that has it, or choose rules that read broker.matchOn and another value of it.',
  },
  MATCH_STREAM_SILENT: {
    exit: 4,
    what: '{symbol} has {count} {heard} from {from} to {to} and no {stream}, which alone fill its orders',
    next: 'Say --set broker.matchOn={instead} if the rules read it, or --from and --to where it has both.',
  },
  ACTION_MISFIT: {
    exit: 4,
    what: '{path}: {symbol} has a {what}, which does not fit {prices}',
    next: 'Say adjust=none if its prices are adjusted already, or mend the factor file.',
  },
  BARS_STRADDLE: {
    exit: 4,
    what: 'the open of {symbol} at {open} lies inside its {every} bar from {start}: no {wanted} can be made',
    next: "Add a --source of smaller bars or of such as begin with the session, or ask for align: 'utc'.",
  },
  FILE_MISSING: { exit: 4, what: '{path}: {reason}', next: 'Check the path.' },
  FILE_UNREADABLE: {
    exit: 4,
    what: '{path} breaks off: {reason}',
    next: 'Check that the file was written whole.',
  },
  FILE_CHANGED: {
    exit: 4,
    what: '{path} was changed while it was being read',
    next: 'Run again when nobody writes it.',
  },
  FILE_EMPTY: { exit: 4, what: '{path} has no row', next: 'Check that the file was written whole.' },
  COLUMNS_UNKNOWN: {
    exit: 4,
    what: '{path} has columns {columns}: no bars, trades or quotes can be made of them',
    next: 'Bars need a time and open, high, low, close; trades time, price; quotes time, bid, ask.',
  },
  ROW_INVALID: {
    exit: 4,
    what: '{path}:{line}: {reason}',
    next: 'Mend the row, or take it out.',
  },
  ROW_ORDER: { exit: 4, what: '{path}:{line}: {reason}', next: 'Sort the file by time.' },
  ROW_DUPLICATE: { exit: 4, what: '{path}:{line}: {reason}', next: 'Keep one row of each time.' },
  SOURCE_OVERLAP: {
    exit: 4,
    what: '{a} and {b} both have a {series} at {at}',
    next: 'Take one of them out, or the rows that both have.',
  },
  ACTIONS_TWICE: {
    exit: 4,
    what: 'the splits and dividends of {symbol} come from {a} and from {b}',
    next: 'Say adjust=events for one of them and adjust=none for the other.',
  },
  RANGE_EMPTY: {
    exit: 4,
    what: 'no event of {uri} lies in the range asked for',
    next: 'Widen --from and --to.',
  },
  TAPE_FOREIGN: {
    exit: 4,
    what: '{path} is no tape: {reason}',
    next: 'Make one with millrace ingest.',
  },
  TAPE_CUT_SHORT: {
    exit: 4,
    what: '{path} is cut short: its {bytes} bytes do not end as a tape ends',
    next: 'Make it anew with millrace ingest.',
  },
  TAPE_DAMAGED: { exit: 4, what: '{path} is damaged: {reason}', next: 'Make it anew with millrace ingest.' },
  TAPE_VERSION: {
    exit: 4,
    what: '{path} is a tape of version {version}, and this millrace reads version {known}',
    next: 'Make it anew with millrace ingest.',
  },
  ROWS_BAD: {
    exit: 4,
    what: '{bad} of {rows} rows are bad, over --max-bad {limit}; {first}',
    next: 'Mend them, or the mapping of their topic, or say how many may be left out with --max-bad.',
  },
  STREAMS_TOO_MANY: {
    exit: 4,
    what: 'there are more than {max} streams (symbols, lengths of bars), as many as one tape tells apart',
    next: 'Make several tapes with ?symbol=NAME, and give the run a --source for each.',
  },
  TAPE_UNWRITABLE: { exit: 2, what: 'cannot write tape {path}: {reason}', next: 'Choose another --to.' },
  FACTORS_UNDECIDED: {
    exit: 4,
    what: '{factors} lies beside {path} and nothing says whether to adjust prices by it',
    next: 'Say ?adjust=none, ?adjust=split, ?adjust=total or ?adjust=events.',
  },
} as const;
