import { findNode, nodeMajors } from '../scripts/find-nodes.js';
import { describeNeeding } from './describe-needing.js';

/**
 * A `describe` for each supported line of Node, which gets its executable.
 *
 * A line that this machine lacks is skipped with one line, failed with CI=true.
 */
export const describeOnEachNode = (name: string, fn: (executablePath: string) => void): void => {
  for (const major of nodeMajors) {
    const missing = `no Node ${major} on this machine; npm run install:nodes brings it`;
    describeNeeding(`${name} on Node ${major}`, { found: findNode(major), missing }, fn);
  }
};
