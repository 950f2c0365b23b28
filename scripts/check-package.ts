// Packs what npm would publish, as it is built, and asks publint and are-the-types-wrong about it, every
// operator and pipeline included: `npm run check:package`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = resolve(import.meta.dirname, '..');

/** The bytes of the file that npm would publish. */
const packed = (): Uint8Array<ArrayBuffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-package-'));
  try {
    const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
    const { status, stderr } = spawnSync('npm', words, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm pack: ${stderr}`);
    return Uint8Array.from(readFileSync(join(folder, readdirSync(folder)[0] ?? '')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What publint finds. */
const flawsOf = async (tarball: Uint8Array<ArrayBuffer>): Promise<readonly string[]> => {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages.map((flaw) => `publint: ${formatMessage(flaw, pkg, { color: false }) ?? flaw.code}`);
};

/** What are-the-types-wrong finds. These are ES modules: old resolutions and `require` are not asked. */
const typeFlawsOf = async (tarball: Uint8Array): Promise<readonly string[]> => {
  const named = ['operators', 'pipelines'].flatMap((folder) =>
    readdirSync(join(root, 'dist', folder))
      .flatMap((file) => /^[a-z0-9-]+(?=\.js$)/.exec(file) ?? [])
      .map((name) => `${folder}/${name}`),
  );
  const result = await checkPackage(createPackageFromTarballData(tarball), { includeEntrypoints: named });
  if (!result.types) return ['attw: the package has no types'];
  const problems = result.problems.filter((problem) => {
    if ('resolutionKind' in problem) return !['node10', 'node16-cjs'].includes(problem.resolutionKind);
    return !('resolutionOption' in problem) || problem.resolutionOption !== 'node10';
  });
  return problems.map((problem) => `attw: ${JSON.stringify(problem, null, 2)}`);
};

const tarball = packed();
const flaws = [...(await flawsOf(tarball)), ...(await typeFlawsOf(tarball))];
for (const flaw of flaws) process.stderr.write(`${flaw}\n`);
process.exitCode = flaws.length === 0 ? 0 : 1;
