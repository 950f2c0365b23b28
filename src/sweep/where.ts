import { didYouMean } from '../domain/did-you-mean.js';
import { usageError } from '../domain/usage-error.js';
import { type Token, whereTokens } from './where-tokens.js';

type Value = number | string | boolean;

/** What the parameters of a set are. */
export type SetValues = Readonly<Record<string, number | string>>;

/** A part of a condition: where it stands, and what it is for a set. */
interface Term {
  readonly column: number;
  readonly of: (values: SetValues) => Value;
}

type Refuse = (column: number, reason: string) => never;

/**
 * Reads a condition over parameters: `fast < slow and (slow - fast) / fast >= 2 or every == "1d"`. Nothing of
 * it is ever run as code.
 *
 * @param names The parameters it may ask for.
 * @throws MillraceError USAGE_INVALID with the column, here or, where numbers and texts are mixed, for a set.
 */
export const where = (text: string, names: readonly string[]): ((values: SetValues) => boolean) => {
  const refuse: Refuse = (column, reason) => {
    throw usageError(`--where "${text}", column ${column}: ${reason}`);
  };
  const condition = new Reader(whereTokens(text, refuse), names, refuse).whole();
  return (values) => booleanOf(condition, values, refuse);
};

/** Operators by how closely they bind, the loosest first. */
const ALIKE: readonly (readonly string[])[] = [
  ['or', '||'],
  ['and', '&&'],
];
const COMPARISONS: readonly string[] = ['<', '<=', '>', '>=', '==', '!='];

class Reader {
  private place = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: readonly string[],
    private readonly refuse: Refuse,
  ) {}

  whole(): Term {
    const term = this.joined(0);
    const { kind, text, column } = this.next();
    if (kind !== 'end') this.refuse(column, `${text} stands where an operator or the end is expected`);
    return term;
  }

  /** Conditions with `or` between them, or with `and`. */
  private joined(level: number): Term {
    const words = ALIKE[level];
    if (!words) return this.negated();
    let left = this.joined(level + 1);
    while (words.includes(this.next().text)) {
      this.place += 1;
      const [first, second] = [left, this.joined(level + 1)];
      const ask = (term: Term, values: SetValues): boolean => booleanOf(term, values, this.refuse);
      const of =
        level === 0
          ? (values: SetValues) => ask(first, values) || ask(second, values)
          : (values: SetValues) => ask(first, values) && ask(second, values);
      left = { column: first.column, of };
    }
    return left;
  }

  private negated(): Term {
    const { text, column } = this.next();
    if (text !== 'not' && text !== '!') return this.compared();
    this.place += 1;
    const term = this.negated();
    return { column, of: (values) => !booleanOf(term, values, this.refuse) };
  }

  private compared(): Term {
    const left = this.summed();
    const { text, column } = this.next();
    if (text === '=') this.refuse(column, 'write == for equal');
    if (!COMPARISONS.includes(text)) return left;
    this.place += 1;
    const right = this.summed();
    const chained = this.next();
    if (COMPARISONS.includes(chained.text)) {
      this.refuse(chained.column, 'compare two at a time, with and between: 5 < fast and fast < slow');
    }
    return { column: left.column, of: (values) => this.compare({ left, right, text, column }, values) };
  }

  private compare(
    { left, right, text, column }: { left: Term; right: Term; text: string; column: number },
    values: SetValues,
  ): boolean {
    const [a, b] = [left.of(values), right.of(values)];
    if (typeof a !== typeof b || typeof a === 'boolean') {
      return this.refuse(column, `${shown(a)} and ${shown(b)} cannot be compared`);
    }
    if (text === '==') return a === b;
    if (text === '!=') return a !== b;
    if (text === '<') return a < b;
    if (text === '<=') return a <= b;
    return text === '>' ? a > b : a >= b;
  }

  private summed(): Term {
    return this.calculated(['+', '-'], () => this.calculated(['*', '/'], () => this.signed()));
  }

  private calculated(operators: readonly string[], part: () => Term): Term {
    let left = part();
    for (let sign = this.next(); operators.includes(sign.text); sign = this.next()) {
      this.place += 1;
      const [first, second, { text }] = [left, part(), sign];
      const of = (values: SetValues): number => {
        const [a, b] = [numberOf(first, values, this.refuse), numberOf(second, values, this.refuse)];
        if (text === '+') return a + b;
        if (text === '-') return a - b;
        return text === '*' ? a * b : a / b;
      };
      left = { column: first.column, of };
    }
    return left;
  }

  private signed(): Term {
    const { text, column } = this.next();
    if (text !== '-') return this.single();
    this.place += 1;
    const term = this.signed();
    return { column, of: (values) => -numberOf(term, values, this.refuse) };
  }

  private single(): Term {
    const { kind, text, column } = this.next();
    this.place += 1;
    if (kind === 'number') return { column, of: () => Number(text) };
    if (kind === 'text') return { column, of: () => text.slice(1, -1) };
    if (kind === 'name') return this.named(text, column);
    if (text !== '(') this.refuse(column, `a parameter, a number or a "text" is expected, not ${text}`);
    const term = this.joined(0);
    const closing = this.next();
    if (closing.text !== ')') this.refuse(closing.column, `the ( of column ${column} is not closed`);
    this.place += 1;
    return { ...term, column };
  }

  private named(name: string, column: number): Term {
    if (!this.names.includes(name)) {
      const known = didYouMean(name, this.names) || `; there are ${this.names.join(', ')}`;
      this.refuse(column, `no --param says ${name}${known}`);
    }
    return { column, of: (values) => values[name] ?? '' };
  }

  private next(): Token {
    return this.tokens[this.place] ?? { kind: 'end', text: 'its end', column: 0 };
  }
}

const booleanOf = (term: Term, values: SetValues, refuse: Refuse): boolean => {
  const value = term.of(values);
  return typeof value === 'boolean' ? value : refuse(term.column, `${shown(value)} is no condition`);
};

const numberOf = (term: Term, values: SetValues, refuse: Refuse): number => {
  const value = term.of(values);
  return typeof value === 'number' ? value : refuse(term.column, `${shown(value)} is no number`);
};

const shown = (value: Value): string => (typeof value === 'string' ? `"${value}"` : String(value));
