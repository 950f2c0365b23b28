import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';

/** What a file imports, by paths beside it. */
const IMPORTS = /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/**
 * The hash of a pipeline's file and of all files that it reaches by paths; what packages hold is told by our
 * own version, which brings them. A file that is not found is left to whoever loads it.
 */
export const codeHash = (path: string): string => {
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, name = ''] of text.matchAll(IMPORTS)) {
      const found = fileAt(resolve(dirname(file), name));
      if (found !== undefined) read(found);
    }
  };
  read(path);
  const hash = createHash('sha256');
  for (const text of texts.values()) hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest('hex');
};

/** A path as it is written may stand for one with another ending. */
const fileAt = (path: string): string | undefined => {
  const bare = path.slice(0, path.length - extname(path).length);
  const candidates = [path, `${path}.ts`, `${path}.js`, `${bare}.ts`, `${bare}.mts`, `${path}/index.ts`];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
};
