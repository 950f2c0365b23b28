import { CONTROL_ERRORS } from './control-errors.js';
import { DATA_ERRORS } from './data-errors.js';
import { KAFKA_ERRORS } from './kafka-errors.js';
import { RECORDING_ERRORS } from './recording-errors.js';

/** How the process ends: part of the command line's contract. */
export const EXIT = {
  ok: 0,
  usage: 2,
  config: 3,
  data: 4,
  broker: 5,
  pipeline: 6,
  bug: 70,
  interrupted: 130,
} as const;

/**
 * One row of the table of errors: the exit code, what happened, what to do next. `{name}` stands for a fact.
 */
interface ErrorRow {
  readonly exit: (typeof EXIT)[keyof typeof EXIT];
  readonly what: string;
  readonly next: string;
}

/** Errors of the world and of its user. Codes are never renamed or reused; docs/codes.md has the table. */
export const ERRORS = {
  USAGE_INVALID: { exit: 2, what: '{message}', next: 'See millrace{command} --help.' },
  RANGE_CONFLICT: {
    exit: 2,
    what: '{name} is {a} in one place and {b} in another',
    next: 'Give it once.',
  },
  OUTPUT_UNWRITABLE: { exit: 2, what: 'cannot write {path}: {reason}', next: 'Choose another --out.' },
  OUTPUT_FOREIGN: {
    exit: 2,
    what: '{path} is not empty and no run of ours',
    next: 'Choose an empty or new --out.',
  },
  RUN_INVALID: {
    exit: 4,
    what: '{path} is no finished run: {reason}',
    next: 'Name a folder written by --out.',
  },
  RUN_OVER: { exit: 5, what: 'the run is over: it hears no {command} any more', next: 'Start it again.' },
  ORDER_UNKNOWN: {
    exit: 2,
    what: 'the journal has no order {order}{hint}',
    next: 'Name an order by its id; {count} are in it, such as {known}.',
  },
  PIPELINE_UNKNOWN: {
    exit: 3,
    what: 'no pipeline {name}{hint}',
    next: 'Name a file in pipelines/ or a path.',
  },
  PIPELINE_INVALID: {
    exit: 3,
    what: '{path}: {reason}',
    next: 'The file must export one definePipeline({ … }).',
  },
  PARAM_INVALID: { exit: 3, what: '--param {path}: {reason}', next: 'See millrace inspect {pipeline}.' },
  RULES_UNKNOWN: { exit: 3, what: 'no rule set {name}{hint}', next: 'Known: {known}.' },
  CONFIG_INVALID: {
    exit: 3,
    what: '{place}: {reason}',
    next: 'See docs/settings.md, or millrace config schema.',
  },
  CONFIG_MISSING: { exit: 3, what: 'config file {path} cannot be read: {reason}', next: 'Check --config.' },
  SETTING_UNUSED: {
    exit: 3,
    what: '{setting} means nothing to rules {rules}',
    next: 'Take it out, or choose rules that use it: {used}.',
  },
  CURRENCY_UNDECLARED: {
    exit: 3,
    what: '{symbol} is priced in {currency}, cash is in {base}, and no series converts them',
    next: 'Trade instruments priced in {base}.',
  },
  ACTIONS_UNSUPPORTED: {
    exit: 3,
    what: 'rules {rules} book no splits and dividends, and {uri} has those of {symbol}',
    next: 'Choose rules that do ({known}), or say adjust=split or adjust=total.',
  },
  SOURCE_INVALID: {
    exit: 2,
    what: 'source {uri}: {reason}',
    next: 'Example: file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total',
  },
  ...DATA_ERRORS,
  ...KAFKA_ERRORS,
  ...RECORDING_ERRORS,
  ...CONTROL_ERRORS,
  PIPELINE_FAILED: { exit: 6, what: 'pipeline {pipeline} failed at {at}: {message}', next: '{where}' },
  INTENT_OUT_OF_TURN: {
    exit: 6,
    what: 'pipeline {pipeline} spoke when no turn was open',
    next: 'No promise, no callback of your own: let every value come from the feeds and the clock.',
  },
  TIMER_UNCLOCKED: {
    exit: 6,
    what: 'pipeline {pipeline} used a timer without the clock at {where}',
    next: 'Hand it the clock: debounceTime(ms, clock).',
  },
  IMPURE_CALL: {
    exit: 6,
    what: 'pipeline {pipeline} called {call} at {where}',
    next: 'Take time from clock.now() and chance from random().',
  },
  TIMER_LOOP: {
    exit: 6,
    what: 'pipeline {pipeline} rang {count} timers at {at} without time passing',
    next: 'Look for a timer with delay 0 that schedules itself.',
  },
  RXJS_FOREIGN: {
    exit: 6,
    what: 'pipeline {pipeline}: {what}',
    next: 'Return what comes of the feeds, and install one copy of rxjs: npm ls rxjs.',
  },
  SWEEP_TOO_LARGE: {
    exit: 4,
    what: '{uri}: after {rows} rows {mb} MB are taken, and {mbMax} MB, half of what is free, may be',
    next: 'Narrow --from and --to, name fewer symbols, or take a larger machine.',
  },
  SWEEP_DIFFERENT: {
    exit: 2,
    what: '{path} is of another sweep: {difference}',
    next: 'Say it as it was said there to go on, or choose another --out.',
  },
  SWEEP_RUNNING: {
    exit: 2,
    what: 'a sweep is at work in {path} already, process {pid}',
    next: 'Wait for its end, or choose another --out.',
  },
  SWEEP_SET_DIED: {
    exit: 6,
    what: 'the worker that ran this set is gone: {reason}',
    next: 'Look for process.exit in the pipeline, and for memory that it never lets go of.',
  },
  SWEEP_INTERRUPTED: {
    exit: 130,
    what: 'interrupted after {done} of {sets} sets',
    next: '{next}',
  },
  INTERRUPTED: { exit: 130, what: 'interrupted at {at}', next: 'What was done so far is kept.' },
} as const satisfies Record<string, ErrorRow>;

/** The code of an error. */
export type ErrorCode = keyof typeof ERRORS;
