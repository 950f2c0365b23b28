import { exportName } from './pipeline-template.js';

/** What runs the tests of a project. */
export type TestRunner = 'jest' | 'node';

const IMPORTED = { jest: '@jest/globals', node: 'node:test' } as const;

/** The marble test beside it: columns line up, and turning the comparison around makes it fail. */
export const testTemplate = (
  name: string,
  runner: TestRunner,
): string => `import { describe, it } from '${IMPORTED[runner]}';
import { bar, marbles, pipelineContext } from 'millrace/testing';
import { map } from 'rxjs';
import { ${exportName(name)} } from '../../pipelines/${name}.js';

const closes = { l: bar({ close: 10 }), h: bar({ close: 20 }) };

describe('${name}', () => {
  it(
    'holds above the average of two closes and is flat below it',
    marbles((m) => {
      const bars = '    -l-h-h-l-';
      const expected = '---i-o-o-'; // in at the rise; out when the close is no longer above
      const context = pipelineContext(${exportName(name)}, {
        params: { symbols: ['SPY'], span: 2, weight: 1 },
        clock: m.clock,
      });
      const intent$ = ${exportName(name)}.flow({ bar$: m.cold(bars, closes) }, context);
      const weight$ = intent$.pipe(map((intent) => (intent.kind === 'target' ? intent.weight : intent)));
      m.expectObservable(weight$).toBe(expected, { i: 1, o: 0 });
    }),
  );
});
`;
