import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { reachedCode } from '../../src/cli/reached-code.js';
import { scratch } from './scratch.js';

const { write, path } = scratch();
const main = write(
  'main.ts',
  `import { ema } from 'millrace/operators/ema';
import { size } from './parts/size.js';
import type { Way } from './parts/way.js';
import { clamp } from '@lib/numbers/clamp';
import { readFileSync } from 'node:fs';
import 'not-installed';
`,
);
write('parts/size.ts', "import { other } from '../main.js';\nimport lone from 'lone';\n");
write('parts/way.mts', 'export type Way = 1;\n');
write('unreached.ts', 'export const far = 1;\n');
write('node_modules/@lib/numbers/package.json', '{"version":"2.0.1"}');
write('parts/node_modules/lone/package.json', '{"version":"0.3.0"}');

/** What is reached while a file holds something else. */
const changed = (file: string, text: string) => {
  const before = readFileSync(path(file), 'utf8');
  writeFileSync(path(file), text);
  const reached = reachedCode([main]);
  writeFileSync(path(file), before);
  return reached;
};

describe('the code that a file reaches', () => {
  const reached = reachedCode([main]);

  it('is the same as long as nothing of it changes', () => {
    expect(reachedCode([main])).toEqual(reached);
    expect(changed('unreached.ts', '')).toEqual(reached);
  });

  it.each(['main.ts', 'parts/size.ts', 'parts/way.mts'])('has another hash with another %s', (file) => {
    const text = `${readFileSync(path(file), 'utf8')}// Another version.\n`;
    const { hash, ...rest } = changed(file, text);
    expect(hash).not.toBe(reached.hash);
    expect({ hash: reached.hash, ...rest }).toEqual(reached);
  });

  it.each(['one.mjs', 'two.cts', 'three.json', 'four/index.js', 'five/index.mts'])(
    'has another hash with another %s, whose ending nobody writes',
    (file) => {
      const importer = write(`${file.replace('/', '-')}.ts`, `import './${file.split(/[./]/)[0]}';\n`);
      write(file, '1');
      const { hash } = reachedCode([importer]);
      write(file, '2');
      expect(reachedCode([importer]).hash).not.toBe(hash);
    },
  );

  it('names operators of ours, with what these reach, each with its own hash', () => {
    expect(Object.keys(reached.shared)).toEqual(
      expect.arrayContaining(['operators/ema', 'operators/exponential-mean']),
    );
    expect(Object.keys(reached.shared).every((name) => name.startsWith('operators/'))).toBe(true);
    expect(new Set(Object.values(reached.shared)).size).toBe(Object.keys(reached.shared).length);
    const { shared } = reachedCode([write('less.ts', "import { sma } from 'millrace/operators/sma';\n")]);
    expect(Object.keys(shared)).toContain('operators/sma');
    expect(Object.keys(shared)).not.toContain('operators/ema');
  });

  it('names packages by the versions that each file finds', () => {
    expect(reached.packages).toMatchObject({ '@lib/numbers': '2.0.1', lone: '0.3.0' });
    expect(Object.keys(reached.packages)).not.toContain('not-installed');
    expect(Object.keys(reached.packages)).not.toContain('millrace');
    const { packages, ...rest } = changed('node_modules/@lib/numbers/package.json', '{"version":"2.0.2"}');
    expect(packages).toEqual({ ...reached.packages, '@lib/numbers': '2.0.2' });
    expect({ ...rest, packages: reached.packages }).toEqual(reached);
  });
});
