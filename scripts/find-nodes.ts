import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The lines of Node that decide alike: what this package supports, by major version. */
export const nodeMajors = [20, 22, 24] as const;

/** Where `npm run install:nodes` puts the Nodes that this machine lacks. */
export const nodesFolder = resolve(import.meta.dirname, '../node_modules/.cache/nodes');

/** The executable inside one version of nvm, or of a package from npm. */
const inside = (folder: string): string => join(folder, 'bin', 'node');

const nvmFolder = (major: number): string | undefined => {
  const versions = join(process.env.NVM_DIR ?? join(homedir(), '.nvm'), 'versions', 'node');
  if (!existsSync(versions)) return undefined;
  const name = readdirSync(versions).find((version) => version.startsWith(`v${major}.`));
  return name === undefined ? undefined : join(versions, name);
};

/** The executable of one line of Node: the running, an installed or nvm's; undefined where there is none. */
export const findNode = (major: number): string | undefined => {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const installed = join(nodesFolder, 'node_modules', `node${major}`);
  const folders = [installed, nvmFolder(major)].filter((folder) => folder !== undefined);
  return folders.map(inside).find(existsSync);
};
