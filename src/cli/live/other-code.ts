import { runCode } from './run-code.js';
import type { RunContent } from './run-content.js';

/** Why this program cannot say anything about a segment; null where it can. */
export const otherCode = ({ code, pipelines }: RunContent): string | null => {
  const here = runCode(pipelines);
  if (code.millrace !== here.millrace) return `it was millrace ${code.millrace}, here is ${here.millrace}`;
  if (code.node !== here.node) return `it ran on Node ${code.node}, here is ${here.node}`;
  if (code.timeZones !== here.timeZones) {
    return `its time zone data were ${code.timeZones}, here are ${here.timeZones}`;
  }
  const changed = Object.keys(code.pipelines).find((id) => code.pipelines[id] !== here.pipelines[id]);
  return changed === undefined ? null : `pipeline ${changed} is not the code that ran`;
};
