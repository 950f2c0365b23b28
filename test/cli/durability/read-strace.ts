import type { Traced } from './traced.js';

/** System calls that are traced. */
export const STRACE_WORDS = [
  ...['-f', '-qq', '-y', '--seccomp-bpf', '-s', '1000000'],
  ...['-e', 'trace=fdatasync,fsync,write,writev,pwrite64,pwritev,sendto,sendmsg'],
];

/** The same out of what strace wrote: `PID call(fd<place>, …) = result`, or in two halves. */
export const readStrace = (text: string): readonly Traced[] => {
  const unfinished = new Map<string, string>();
  return text.split('\n').flatMap((line): readonly Traced[] => {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      unfinished.set(pid, rest);
      return begun(rest);
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (!resumed) return [...begun(rest), ...ended(rest)];
    const before = unfinished.get(pid) ?? '';
    unfinished.delete(pid);
    return ended(before + (resumed[1] ?? ''));
  });
};

const begun = (call: string): readonly Traced[] => {
  const { name, place, text } = read(call);
  if (name.includes('sync')) return [{ kind: 'sync', place }];
  return /^(UNIX|socket)/.test(place) ? [{ kind: 'sent', text }] : [];
};

const ended = (call: string): readonly Traced[] => {
  const { name, place, text } = read(call);
  if (name.includes('sync')) return / = 0$/.test(call) ? [{ kind: 'synced', place }] : [];
  return place.startsWith('/') && / = \d+$/.test(call) ? [{ kind: 'written', place, text }] : [];
};

const read = (call: string) => {
  const [, name = '', place = '', text = ''] = /^(\w+)\(\d+<(.*?)>(?=[,)]| <)(.*)$/.exec(call) ?? [];
  return { name, place, text: text.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll(/^, "/gm, '') };
};
