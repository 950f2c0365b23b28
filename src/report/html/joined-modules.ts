const IMPORT = /^import \{([^}]*)\} from '\.\/([^']+)';\n/gm;
const EXPORT = /^export const (\w+)/gm;

/**
 * A module and all it imports as one script, each in a scope of its own and after those it needs: a page in
 * one file has nowhere to import from.
 *
 * It knows the two forms that the page's modules use, `import { a } from './b.js'` and `export const`, and no
 * circle among them.
 *
 * @param read Gives the text of a module by its file's name.
 */
export const joinedModules = (entry: string, read: (file: string) => string): string => {
  const done = new Map<string, string>();
  const add = (file: string): void => {
    if (done.has(file)) return;
    const code = read(file);
    for (const [, , needed] of code.matchAll(IMPORT)) add(needed ?? '');
    done.set(file, scoped(file, code));
  };
  add(entry);
  return `(() => {\n'use strict';\nconst modules = {};\n${[...done.values()].join('')}})();`;
};

const scoped = (file: string, code: string): string => {
  const names = [...code.matchAll(EXPORT)].map(([, name]) => name).join(', ');
  const bare = code
    .replaceAll(IMPORT, (_, imported: string, from: string) => `const {${imported}} = modules['${from}'];\n`)
    .replaceAll(EXPORT, 'const $1')
    .replaceAll(/^\/\/# sourceMappingURL=.*\n?/gm, '');
  return `modules['${file}'] = (() => {\n${bare}return { ${names} };\n})();\n`;
};
