/** Errors of talking to a running engine: what the one table of errors says of its control socket. */
export const CONTROL_ERRORS = {
  ENGINE_NOT_RUNNING: {
    exit: 2,
    what: 'no engine runs in {path}',
    next: 'Name one that runs with --run DIR, as its --out had it; if it is down start it again there.',
  },
  ENGINES_SEVERAL: { exit: 2, what: '{count} engines run: {known}', next: 'Say which with --run DIR.' },
  ENGINE_RUNNING: {
    exit: 2,
    what: 'an engine runs in {path} already',
    next: 'End it first (millrace status --run {path} shows it), or choose another folder.',
  },
  ENGINE_STARTING: {
    exit: 5,
    what: 'a process has the run in {path} and has not listened for {seconds} s: it begins, or is ending',
    next: 'A long recording takes a while to be told again: ask once more when it says that it trades.',
  },
  ENGINE_SILENT: {
    exit: 5,
    what: 'the engine in {path} has not answered for {seconds} s: it may be busy, or hang',
    next: 'Ask again; if it stays silent end its process (kill -TERM, then -KILL): nothing recorded is lost.',
  },
  ENGINE_GONE: {
    exit: 5,
    what: 'the engine in {path} ended the connection before it answered: {reason}',
    next: 'Whether it was done shows millrace status.',
  },
  ENGINE_REFUSED: { exit: 5, what: 'the engine did not {what}: {why}', next: 'See millrace {shows}.' },
  COMMAND_UNRECORDED: {
    exit: 5,
    what: '{command} is done and holds, and the disk has not taken it: {reason}',
    next: 'Until then it is forgotten if the process ends; millrace status shows when that is over.',
  },
  RELOAD_REFUSED: {
    exit: 3,
    what: 'nothing was reloaded: {settings} cannot change while a run is on',
    next: 'Take that back, or end the run and start it again with --new-segment WHY.',
  },
  CONTROL_UNREACHABLE: {
    exit: 2,
    what: 'cannot reach the engine in {path}: {reason}',
    next: 'Only the user who started it, and root, may talk to it.',
  },
  CONTROL_VERSION: {
    exit: 2,
    what: 'the engine in {path} speaks version {version} of the control protocol, this millrace {known}',
    next: 'Use the millrace that started it.',
  },
  CONTROL_UNOPENED: {
    exit: 2,
    what: 'cannot open the control socket {path}: {reason}',
    next: 'Choose another folder for the run.',
  },
  REQUEST_INVALID: { exit: 2, what: 'the engine was asked: {reason}', next: 'See millrace{command} --help.' },
  CLIENT_DISMISSED: { exit: 5, what: 'the engine let this client go: {reason}', next: 'Ask again.' },
} as const;
