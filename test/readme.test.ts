import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { TABLES, withTables } from '../scripts/readme-tables.js';

const root = resolve(import.meta.dirname, '..');
const read = (page: string): string => readFileSync(resolve(root, page), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(resolve(root, 'docs')).map((page) => `docs/${page}`),
];

it.each(Object.entries(TABLES))(
  '%s prints its tables as the code has them (npm run readme:tables)',
  (page, tables) => {
    const text = read(page);
    for (const name of tables) expect(text).toContain(`<!-- table:${name} -->`);
    expect(text).toBe(withTables(text));
  },
);

/** How a heading is called behind a `#`. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

it.each(PAGES)('%s leads to pages and headings that are there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  for (const [link, path = '', anchor] of links) {
    const target = path === '' ? page : resolve(root, dirname(page), path);
    expect({ link, there: existsSync(resolve(root, target)) }).toEqual({ link, there: true });
    if (anchor === undefined) continue;
    const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => anchorOf(text));
    expect(headings).toContain(anchor);
  }
});

it('leads from the README to every page of docs/, over no more than one other', () => {
  const leadsTo = (page: string): readonly string[] =>
    [...read(page).matchAll(/\]\((?:docs\/)?([\w-]+\.md)/g)].map(([, name = '']) => `docs/${name}`);
  const first = leadsTo('README.md').filter((page) => PAGES.includes(page));
  const reached = new Set([...first, ...first.flatMap(leadsTo)]);
  expect(PAGES.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});
