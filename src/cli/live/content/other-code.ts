import { runCode } from './run-code.js';
import type { RunCode, RunContent } from './run-content.js';

/** Why this program cannot say anything about a segment: all that is not as it was; null where it can. */
export const otherCode = ({ code, pipelines }: RunContent): string | null => {
  const here = runCode(pipelines);
  // Recordings of before did not say it.
  if (!('engine' in code)) return 'it does not say which code it was decided by';
  const facts: readonly string[] = [
    ...other(code.millrace, here.millrace, (was, is) => `it was millrace ${was}, here is ${is}`),
    ...other(code.node, here.node, (was, is) => `it ran on Node ${was}, here is ${is}`),
    ...other(code.timeZones, here.timeZones, (was, is) => `its time zone data were ${was}, here are ${is}`),
    ...otherPackages(code, here),
    ...namesOf(code.shared, here.shared).map((name) => `millrace/${name} is not the code that ran`),
    ...namesOf(code.pipelines, here.pipelines).map((id) => `pipeline ${id} is not the code that ran`),
  ];
  if (facts.length > 0) return facts.join('; ');
  if (code.engine === here.engine) return null;
  return `this is millrace ${here.millrace} as what ran was, and its code is another one`;
};

const other = (was: string, is: string, say: (was: string, is: string) => string): readonly string[] =>
  was === is ? [] : [say(was, is)];

const otherPackages = (code: RunCode, here: RunCode): readonly string[] =>
  namesOf(code.packages, here.packages).map(
    (name) =>
      `package ${name} was ${code.packages[name] ?? 'not there'}, here is ${here.packages[name] ?? 'none'}`,
  );

/** What does not stand in both alike. */
const namesOf = (was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>): string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
