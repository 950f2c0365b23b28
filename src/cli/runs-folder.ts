import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where runs are that name no folder: MILLRACE_RUNS, else `millrace/runs` where this user's data are. */
export const runsFolder = (environment = process.env): string =>
  environment.MILLRACE_RUNS ||
  join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'millrace', 'runs');
