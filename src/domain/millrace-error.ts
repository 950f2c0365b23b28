import { ERRORS, type ErrorCode } from './error-codes.js';
import type { Facts } from './journal.js';

/** The world broke, or its user did: a code, the facts, whether trying again can help, and what caused it. */
export class MillraceError extends Error {
  readonly code: ErrorCode;
  readonly facts: Facts;
  readonly retriable: boolean;

  constructor(code: ErrorCode, facts: Facts, options: { cause?: unknown; retriable?: boolean } = {}) {
    const row = ERRORS[code];
    super(`${sentence(fill(row.what, facts))} ${fill(row.next, facts)}`, { cause: options.cause });
    this.name = 'MillraceError';
    this.code = code;
    this.facts = facts;
    this.retriable = options.retriable ?? false;
  }
}

/** What happened, without the next step: for whoever tells it with one of its own. */
export const whatOf = ({ code, facts }: MillraceError): string => fill(ERRORS[code].what, facts);

/** Puts facts into the places of a text: `{name}` becomes the fact of that name, absent ones vanish. */
export const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));

/** A question (`did you mean sma-cross?`) already has its end. */
const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
