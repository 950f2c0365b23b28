import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { packageRoot } from '../../config/package-root.js';

/** The code that files reach by what they import. */
export interface ReachedCode {
  /** The hash of the files and of all that they reach by paths. */
  readonly hash: string;
  /** Hashes of operators and pipelines of ours that are imported by name, such as `operators/ema`. */
  readonly shared: Readonly<Record<string, string>>;
  /** Versions of the packages that any of these import, as far as they are installed. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * Reads files and what they reach. Of a package its version is told, not what that one brings along. What is
 * not found is left to whoever loads it.
 */
export const reachedCode = (paths: readonly string[]): ReachedCode => {
  const walk = new CodeWalk();
  const own = new Set(paths.map((path) => walk.read(path)));
  const name = (file: string): string => (own.has(file) ? '' : sharedName(file));
  const files = [...walk.texts];
  return {
    hash: hashOf(files.flatMap(([file, text]) => (name(file) === '' ? [text] : []))),
    shared: sorted(
      files.flatMap(([file, text]) => (name(file) === '' ? [] : [[name(file), hashOf([text])] as const])),
    ),
    packages: sorted([...walk.packages]),
  };
};

/** What a file imports. */
const IMPORTS = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*['"]([^'"\n]+)['"]/g;
const SHARED = /^millrace\/((?:operators|pipelines)\/.+)$/;

class CodeWalk {
  /** In the order in which they were reached. */
  readonly texts = new Map<string, string>();
  readonly packages = new Map<string, string>();

  /** Reads a file, if it is not read yet, and what it reaches; gives its path. */
  read(wanted: string): string | undefined {
    for (const file of candidates(wanted)) {
      if (this.texts.has(file)) return file;
      const text = textAt(file);
      if (text === null) continue;
      this.texts.set(file, text);
      for (const [, name = ''] of text.matchAll(IMPORTS)) this.follow(name, file);
      return file;
    }
    return undefined;
  }

  private follow(name: string, from: string): void {
    const shared = SHARED.exec(name)?.[1];
    if (/^\.{0,2}\//.test(name)) this.read(resolve(dirname(from), name));
    else if (shared !== undefined) this.read(join(packageRoot(), shared));
    else if (!isBuiltin(name) && !/^millrace(\/|$)/.test(name)) this.note(packageIn(name), from);
  }

  private note(name: string, from: string): void {
    const version = this.packages.get(name) ?? versionOf(name, from);
    if (version !== undefined) this.packages.set(name, version);
  }
}

/** What a path may lack, in the order in which whoever loads it tries them. */
const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json'] as const;

/** A path as it is written may stand for one with another ending, or for a folder. */
const candidates = (path: string): readonly string[] => {
  const bare = path.slice(0, path.length - extname(path).length);
  return [
    path,
    ...ENDINGS.map((ending) => `${path}${ending}`),
    ...['.ts', '.mts', '.cts'].map((ending) => `${bare}${ending}`),
    ...ENDINGS.map((ending) => `${path}/index${ending}`),
  ];
};

const textAt = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Of a file of our operators and pipelines `operators/ema`; empty for any other. */
const sharedName = (file: string): string => {
  const [folder = '', ...rest] = relative(packageRoot(), file).split(sep);
  return folder === 'operators' || folder === 'pipelines'
    ? [folder, ...rest].join('/').replace(/\.ts$/, '')
    : '';
};

/** `@scope/name` or `name` of what is imported of a package. */
const packageIn = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** The version of a package as a file finds it; undefined where it does not. */
const versionOf = (name: string, from: string): string | undefined => {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const text = textAt(join(folder, 'node_modules', name, 'package.json'));
    if (text !== null) return (JSON.parse(text) as { readonly version?: string }).version; // its own word
    if (folder === dirname(folder)) return undefined;
  }
};

const hashOf = (texts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest('hex');
};

const sorted = (pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
