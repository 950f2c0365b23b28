import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');

const filesIn = (...folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8', withFileTypes: true }),
    )
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Export {
  readonly name: string;
  readonly isDocumented: boolean;
}

const namesOf = (statement: ts.Statement): readonly string[] => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
};

/** What a file itself declares and exports; re-exports have their doc where they are declared. */
const exportsOf = (file: string): readonly Export[] => {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(
      (statement) =>
        (ts.getCombinedModifierFlags(statement as ts.Node as ts.Declaration) & ts.ModifierFlags.Export) !== 0,
    )
    .flatMap((statement) =>
      namesOf(statement).map((name) => ({
        name,
        isDocumented: ts.getJSDocCommentsAndTags(statement).length > 0,
      })),
    );
};

const kebab = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

const product = filesIn('src', 'operators', 'pipelines', 'config');
const everything = [...product, ...filesIn('test', 'scripts')];

/** A test's title is one sentence on one line, however long. */
const isLong = (line: string): boolean => line.length > 110 && !/^\s*(it|describe)\('/.test(line);

describe('tidy', () => {
  it('keeps lines within 110 characters, strings and comments too', () => {
    const long = everything.flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, index) => (isLong(line) ? [`${file}:${index + 1} has ${line.length}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('names every file in kebab-case', () => {
    const odd = everything.filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.[jt]s$/.test(basename(file)),
    );
    expect(odd).toEqual([]);
  });

  it('names a file with one export after that export', () => {
    const misnamed = product.flatMap((file) => {
      const [only, ...others] = exportsOf(file);
      if (only === undefined || others.length > 0) return [];
      const name = kebab(only.name);
      // A command's file lies in the folder that already says so.
      const inFolder = name.replace(new RegExp(`-${basename(dirname(file)).slice(0, -1)}$`), '');
      return [name, `${name}s`, inFolder].includes(basename(file).replace(/\.[jt]s$/, ''))
        ? []
        : [`${file} exports ${only.name}`];
    });
    expect(misnamed).toEqual([]);
  });

  it('documents every export', () => {
    const bare = product.flatMap((file) =>
      exportsOf(file)
        .filter(({ isDocumented }) => !isDocumented)
        .map(({ name }) => `${file}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('leaves no note for later in the code', () => {
    const note = new RegExp(String.raw`\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\b`);
    expect(everything.filter((file) => note.test(textOf(file)))).toEqual([]);
  });
});
