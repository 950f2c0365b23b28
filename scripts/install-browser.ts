// Brings the browser that the report is looked at with, where that is one quiet command: as root on Debian.
import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.js';

const install = (): void => {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    process.stderr.write('no Chromium here and no apt-get as root to install it: install chromium by hand\n');
    process.exitCode = 1;
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: readonly string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  apt('update');
  const { status, stdout, stderr } = apt('install', '-y', '--no-install-recommends', 'chromium');
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}`);
  process.exitCode = 1;
};

if (findBrowser() === undefined) install();
