/** A pipeline to start from: hold a symbol while it closes above its average. */
export const pipelineTemplate = (
  name: string,
): string => `import { bars, definePipeline, target } from 'millrace';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { sma } from 'millrace/operators/sma';
import { map, pipe } from 'rxjs';
import { z } from 'zod';

/** Holds a symbol while it closes above its average. */
export const ${exportName(name)} = definePipeline({
  name: '${name}',
  params: z.strictObject({
    symbols: z.array(z.string()).min(1),
    span: z.int().min(2).default(50),
    weight: z.number().min(0).max(1).default(0.95),
  }),
  warmup: ({ span }) => ({ bars: span - 1 }),
  feeds: ({ symbols }) => ({ bar$: bars({ symbols, every: '1d' }) }),
  flow: ({ bar$ }, { params: { span, weight } }) =>
    bar$.pipe(
      perSymbol(
        pipe(
          enrich({ average: sma({ span, of: ({ close }) => close }) }),
          map(({ symbol, close, average }) =>
            target({
              symbol,
              weight: close > average ? weight : 0,
              because: \`close \${close.toFixed(2)}, average of \${span} \${average.toFixed(2)}\`,
            }),
          ),
        ),
      ),
    ),
});
`;

/** What the template's files import: a pipeline of such a name would be declared twice. */
const TAKEN: ReadonlySet<string> = new Set(['definePipeline', 'perSymbol', 'pipelineContext']);

/** `my-idea` as a name in code: `myIdea`. One word may be a word of the language: `new` is `newPipeline`. */
export const exportName = (name: string): string => {
  const camelCase = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return name.includes('-') && !TAKEN.has(camelCase) ? camelCase : `${camelCase}Pipeline`;
};
