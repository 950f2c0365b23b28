import { isoText } from '../domain/iso-text.js';
import type { Entry, EntryOf, Outcome } from '../domain/journal.js';
import { fill } from '../domain/millrace-error.js';
import { OUTCOMES } from '../domain/outcome-codes.js';
import { streamText } from '../engine/feeds/series-name.js';

/** Takes a journal's entries one by one and tells what a person should read of them. */
export interface NoticeFold {
  readonly add: (entry: Entry) => void;
  readonly texts: () => readonly string[];
}

/**
 * Begins to gather what a journal says that a person should read before trusting the numbers: what orders
 * met, notices, latches, pipelines that are out of the run, an end before its time, what was refused or
 * rejected, counted by its code, and pipelines that never spoke.
 */
export const noticeFold = (): NoticeFold => {
  const texts: string[] = [];
  const gaps = gapFold();
  const refusals = refusalFold();
  const silences = silenceFold();
  return {
    add: (entry) => {
      const { kind, body, at } = entry;
      if (kind === 'begin') texts.push(...matchTexts(body.matchOn));
      const isGap = kind === 'notice' && (body.code === 'GAP' || body.code === 'GAP_OVER');
      if (isGap) gaps.add(entry);
      else if (kind === 'notice' || kind === 'halt' || kind === 'latch') texts.push(textOf(body));
      if (kind === 'end' && body.interrupted) {
        texts.push(`interrupted at ${isoText(at)}: this is what was done until then`);
      }
      refusals.add(entry);
      silences.add(entry);
    },
    texts: () => [...texts, ...gaps.texts(), ...refusals.texts(), ...silences.texts()],
  };
};

/** A run of months may have very many, most of them over at once. */
const gapFold = (): NoticeFold => {
  let [count, first] = [0, ''];
  return {
    add: ({ kind, body, at, symbol }) => {
      if (kind !== 'notice' || body.code !== 'GAP') return;
      count += 1;
      if (count === 1)
        first = `at ${isoText(at)}${symbol === '' ? '' : ` of ${symbol ?? ''}`}: ${textOf(body)}`;
    },
    texts: () => (count === 0 ? [] : [`${count} gap${count === 1 ? '' : 's'}, the first ${first}`]),
  };
};

const refusalFold = (): NoticeFold => {
  const refused = new Map<string, { readonly first: string; count: number }>();
  return {
    add: ({ kind, body, at }) => {
      if (kind !== 'refusal' && !(kind === 'order' && body.state === 'rejected')) return;
      const { code } = body;
      if (code === null) return;
      const what = `${kind === 'refusal' ? 'intents refused' : 'orders rejected'} ${code}`;
      const known = refused.get(what);
      if (known) known.count += 1;
      else {
        const first = `first at ${isoText(at)}: ${textOf({ code, facts: body.facts })}`;
        refused.set(what, { first, count: 1 });
      }
    },
    texts: () => [...refused].map(([what, { first, count }]) => `${count} ${what}, ${first}`),
  };
};

/** A run that never traded looks like one that lost nothing. */
const silenceFold = (): NoticeFold => {
  let pipelines: EntryOf<'begin'>['body']['pipelines'] = [];
  const warmed = new Set<string | null>();
  const heard = new Set<string | null>();
  return {
    add: ({ kind, body, pipeline }) => {
      if (kind === 'begin') pipelines = body.pipelines;
      if (kind === 'intent') (body.warming ? warmed : heard).add(pipeline);
    },
    texts: () =>
      pipelines
        .filter(({ id }) => !heard.has(id))
        .map(({ id, warmupBars }) => {
          const never = warmed.has(id) ? ', which never ended' : '';
          return `${id} said nothing after its warm-up of ${warmupBars} bars${never}`;
        }),
  };
};

const textOf = ({ code, facts }: Outcome): string => fill(OUTCOMES[code], facts);

const SYMBOLS_MAX = 5;

/** Which rows filled orders, the symbols named where they differ. */
const matchTexts = (matchOn: Readonly<Record<string, string>>): readonly string[] => {
  const symbols = new Map<string, string[]>();
  for (const [symbol, series] of Object.entries(matchOn)) {
    const stream = streamText(series);
    symbols.set(stream, [...(symbols.get(stream) ?? []), symbol]);
  }
  if (symbols.size <= 1) return [...symbols.keys()].map((stream) => `orders met ${stream}`);
  return [...symbols].map(([stream, all]) => {
    const more = all.length > SYMBOLS_MAX ? ` and ${all.length - SYMBOLS_MAX} more` : '';
    return `orders of ${all.slice(0, SYMBOLS_MAX).join(', ')}${more} met ${stream}`;
  });
};
