import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { joinedModules } from '../../../src/report/html/joined-modules.js';

const files: Readonly<Record<string, string>> = {
  'main.js': `import {
  a,
  b,
} from './parts.js';
import { c } from './more.js';
let own = a + b;
tell(own, c);
`,
  'parts.js': "import { c } from './more.js';\nlet own = c;\nexport const a = own;\nexport const b = 2;\n",
  'more.js': 'export const c = 1;\n//# sourceMappingURL=more.js.map\n',
};

describe('joinedModules', () => {
  it('makes one script of modules that share names but no scope, each once and after those it needs', () => {
    const script = joinedModules('main.js', (file) => files[file] ?? '');
    expect(script).not.toMatch(/^(import|export) |sourceMappingURL/m);
    expect(script.match(/const c = 1/g)).toHaveLength(1);
    const told: unknown[] = [];
    runInNewContext(script, { tell: (...words: unknown[]) => told.push(words) });
    expect(told).toEqual([[3, 1]]);
  });
});
