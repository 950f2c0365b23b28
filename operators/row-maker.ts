/** Makes a row of words and the input they are about: the words by name, then the input's own fields. */
export type RowMaker = (words: readonly unknown[], input: object) => object;

/**
 * Makes rows that have words by these names.
 *
 * A row is one literal, compiled for the fields of the inputs: copied field by field it costs five times as
 * much, and every bar makes one. Where an input has other fields than the one before, the next literal is
 * compiled for those; inputs that keep changing are copied, and those that have a symbol for a key. One that
 * has the very fields of the literal beside it loses it: to look for symbols in each costs more than a row.
 */
export const rowMaker = (names: readonly string[]): RowMaker => {
  let fields: readonly string[] = [];
  let literal: RowMaker | null = null;
  let compiled = 0;
  return (words, input) => {
    if (literal !== null && hasFields(input, fields)) return literal(words, input);
    if (compiled < COMPILED_MAX && Object.getOwnPropertySymbols(input).length === 0) {
      compiled += 1;
      fields = Object.keys(input);
      literal = compile(names, fields);
    }
    return copied(names, words, input);
  };
};

/** Inputs of more kinds than this are no stream of one kind. */
const COMPILED_MAX = 4;

/** Whether these and no others are the fields of an input, in this order. */
const hasFields = (input: object, fields: readonly string[]): boolean => {
  let place = 0;
  for (const name in input) {
    if (name !== fields[place]) return false;
    place += 1;
  }
  return place === fields.length;
};

const compile = (names: readonly string[], fields: readonly string[]): RowMaker => {
  const quoted = (name: string): string => JSON.stringify(name);
  const entries = [
    ...names.map((name, place) => `${quoted(name)}: words[${place}]`),
    ...fields.map((field) => `${quoted(field)}: input[${quoted(field)}]`),
  ];
  // All that becomes code are names, each in quotes.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function('words', 'input', `return { ${entries.join(', ')} };`) as RowMaker;
};

const copied = (names: readonly string[], words: readonly unknown[], input: object): object => {
  const row: Record<string, unknown> = {};
  for (const [place, name] of names.entries()) row[name] = words[place];
  // New fields first, then the input's: `{ ...input, field }` leaves V8's fast path.
  return Object.assign(row, input);
};
