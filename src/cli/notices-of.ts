import { isoText } from '../domain/iso-text.js';
import type { Entry, Outcome } from '../domain/journal.js';
import { fill } from '../domain/millrace-error.js';
import { OUTCOMES } from '../domain/outcome-codes.js';
import { streamText } from '../engine/feeds/series-name.js';

/**
 * What a journal says that a person should read before trusting the numbers: what orders met, notices,
 * latches, pipelines that are out of the run, an end before its time, and what was refused or rejected,
 * counted by its code.
 */
export const noticesOf = (entries: readonly Entry[]): readonly string[] => {
  const texts: string[] = [];
  const refused = new Map<string, { readonly first: string; count: number }>();
  for (const entry of entries) {
    const { kind, body, at } = entry;
    if (kind === 'begin') texts.push(...matchTexts(body.matchOn));
    if (kind === 'notice' || kind === 'halt' || kind === 'latch') texts.push(textOf(body));
    if (kind === 'end' && body.interrupted) {
      texts.push(`interrupted at ${isoText(at)}: this is what was done until then`);
    }
    if (kind !== 'refusal' && !(kind === 'order' && body.state === 'rejected')) continue;
    const { code } = body;
    if (code === null) continue;
    const what = kind === 'refusal' ? 'intents refused' : 'orders rejected';
    const known = refused.get(`${what} ${code}`);
    if (known) known.count += 1;
    else {
      const first = `first at ${isoText(at)}: ${textOf({ code, facts: body.facts })}`;
      refused.set(`${what} ${code}`, { first, count: 1 });
    }
  }
  for (const [what, { first, count }] of refused) texts.push(`${count} ${what}, ${first}`);
  return [...texts, ...silentTexts(entries)];
};

/** A run that never traded looks like one that lost nothing. */
const silentTexts = (entries: readonly Entry[]): readonly string[] => {
  const said = entries.flatMap((one) => (one.kind === 'intent' ? [one] : []));
  return entries.flatMap((entry) => {
    if (entry.kind !== 'begin') return [];
    const silent = entry.body.pipelines.filter(
      ({ id }) => !said.some(({ pipeline, body }) => pipeline === id && !body.warming),
    );
    return silent.map(({ id, warmupBars }) => {
      const warmed = said.some(({ pipeline }) => pipeline === id) ? ', which never ended' : '';
      return `${id} said nothing after its warm-up of ${warmupBars} bars${warmed}`;
    });
  });
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
