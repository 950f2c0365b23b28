// Brings the Nodes that the hash test compares and this machine lacks; they come from npm as packages.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { findNode, nodeMajors, nodesFolder } from './find-nodes.js';

const missing = nodeMajors.filter((major) => findNode(major) === undefined);
if (missing.length > 0) {
  mkdirSync(nodesFolder, { recursive: true });
  // The platform's own packages: the package `node` is but an install script that fetches one of them.
  const name = `node-${process.platform}-${process.arch}`;
  const packages = missing.map((major) => `node${major}@npm:${name}@${major}`);
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', nodesFolder, ...options, ...packages], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
