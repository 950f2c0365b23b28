import type { RunOptions } from '../plan-run.js';

/** What the command line says of a sweep. */
export interface SweepOptions extends RunOptions {
  readonly where?: string;
  readonly rank: string;
  readonly workers?: number;
  readonly top: number;
  readonly out?: string;
  readonly csv?: string;
  readonly json: boolean;
}
