/** Errors of recordings: what the one table of errors says is wrong with a live run's files. */
export const RECORDING_ERRORS = {
  RECORDING_LOCKED: {
    exit: 2,
    what: '{path} is in use by process {pid} on {host}',
    next: 'End that process first, or choose another folder; if {host} is gone for good, remove {lock}.',
  },
  RECORDING_FOREIGN: {
    exit: 2,
    what: '{path} is not empty and no live run of ours',
    next: 'Choose an empty or new folder.',
  },
  RECORDING_PRESENT: {
    exit: 2,
    what: '{path} has a live run already',
    next: 'Go on with it, or choose an empty or new folder.',
  },
  RECORDING_MISSING: {
    exit: 4,
    what: '{path} is no live run: {reason}',
    next: 'Name the folder that paper or live wrote.',
  },
  RECORDING_DAMAGED: {
    exit: 4,
    what: '{path} is damaged in block {block}, inputs {from} to {to}: {reason}',
    next: 'Take it from a backup: nothing behind it can be trusted.',
  },
  RECORDING_VERSION: {
    exit: 4,
    what: '{path} is of version {version}, and this millrace reads version {known}',
    next: 'Use the millrace that wrote it.',
  },
  RECORDING_UNWRITABLE: {
    exit: 2,
    what: 'cannot write {path}: {reason}',
    next: 'Make room or mend the disk; what was not written is kept in memory and tried again.',
  },
  RUN_CHANGED: {
    exit: 2,
    what: '{path} has a run that was planned otherwise: {changes}',
    next: 'Give what it began with, another --out, or --new-segment WHY to go on under the new words.',
  },
  SEGMENT_IMPOSSIBLE: {
    exit: 2,
    what: '{path} cannot go on in a new segment: {reason}',
    next: 'Start it as it was and close that first (millrace flatten), or give what it needs.',
  },
  REPORT_IMPOSSIBLE: {
    exit: 4,
    what: '{path} can have no report: {reason}',
    next: 'millrace verify {path} shows more; millrace compare takes its decisions and trades all the same.',
  },
  CLOCK_BEHIND: {
    exit: 2,
    what: 'this run was last told something at {last}, and now it is {now}',
    next: 'Time never goes back in a run: set the clock right, or wait until it is there.',
  },
  REPLAY_DIVERGED: {
    exit: 6,
    what: 'the recording in {path}, told again, does not give entry {entry} as it stands',
    next: 'millrace verify shows where; a pipeline that reads clock, dice or network of its own does this.',
  },
} as const;
