/** A word of a condition. */
export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly column: number;
}

/** How each word begins; names may have dots, as nested parameters do. */
const WORDS: Readonly<Record<Exclude<Token['kind'], 'end'>, string>> = {
  number: String.raw`\d+(?:\.\d+)?`,
  text: String.raw`"[^"]*"|'[^']*'`,
  name: String.raw`[A-Za-z_]\w*(?:\.\w+)*`,
  sign: String.raw`<=|>=|==|!=|&&|\|\||[-+*/()<>!=]`,
};
const KINDS = ['number', 'text', 'name', 'sign'] as const;
const WORD = String.raw`\s*(?:${KINDS.map((kind) => `(?<${kind}>${WORDS[kind]})`).join('|')})`;

/**
 * Cuts a condition into its words.
 *
 * @param refuse Throws what is wrong with a column.
 */
export const whereTokens = (
  text: string,
  refuse: (column: number, reason: string) => never,
): readonly Token[] => {
  const tokens: Token[] = [];
  const words = new RegExp(WORD, 'y');
  const end = text.trimEnd().length;
  while (words.lastIndex < end) {
    const begin = words.lastIndex;
    const groups = words.exec(text)?.groups;
    if (!groups) {
      const column = begin + 1 + (/^\s*/.exec(text.slice(begin))?.[0].length ?? 0);
      return refuse(column, `${text[column - 1] ?? ''} means nothing here`);
    }
    for (const kind of KINDS) {
      const word = groups[kind];
      if (word !== undefined) tokens.push({ kind, text: word, column: words.lastIndex - word.length + 1 });
    }
  }
  return [...tokens, { kind: 'end', text: 'its end', column: end + 1 }];
};
