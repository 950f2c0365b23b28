import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemError } from '../domain/system-error.js';

/** What tells a process from every other, also from one that gets its number later. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it began, as its system says it; null where the system says nothing. */
  readonly began: string | null;
}

/** This process. */
export const ownIdentity = (): ProcessIdentity => ({
  pid: process.pid,
  host: hostname(),
  began: beganAt(process.pid),
});

/** Whether a process is gone for certain: one of another machine never is. */
export const isGone = ({ pid, host, began }: ProcessIdentity): boolean => {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // Another user's process is there too.
    return systemError(cause).code !== 'EPERM';
  }
  return began !== null && beganAt(pid) !== began;
};

/** The boot of the machine and the ticks from there to the beginning of a process, where there is a /proc. */
export const beganAt = (pid: number): string | null => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program comes second, in brackets, and may hold anything.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot}-${ticks}`;
  } catch {
    return null;
  }
};
