import { z } from 'zod';
import type { Answer } from '../domain/answer.js';
import type { ErrorCode } from '../domain/error-codes.js';
import type { Facts } from '../domain/journal.js';
import type { OperatorCommand } from '../domain/operator-command.js';
import type { LiveView } from './live-view.js';

/**
 * The version of how client and engine talk: lines of JSON. The engine greets, then answers each request with
 * one line, in their order. A line whose `id` is null is about a request that could not be read, or says why
 * the engine hangs up.
 */
export const PROTOCOL = 2;

/** The engine's first line. */
export interface Greeting {
  readonly protocol: number;
  readonly run: string;
  readonly mode: LiveView['run']['mode'];
}

/** What the engine answers. */
export type Reply =
  | { readonly id: number; readonly view: LiveView }
  | { readonly id: number; readonly answer: Answer }
  | ErrorReply;

/** It did not answer, and why. */
export interface ErrorReply {
  readonly id: number | null;
  readonly error: { readonly code: ErrorCode; readonly facts: Facts };
}

/** Control characters in a journal would move the cursor of whoever reads it. */
const PRINTABLE = { pattern: /^\P{Cc}*$/u, error: 'must be one line without control characters' };
const text = z.string().regex(PRINTABLE.pattern, PRINTABLE.error).trim();
const name = text.min(1).max(200);

const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('cancel'), order: name.nullable() }),
  z.strictObject({ kind: z.literal('flatten'), symbol: name.nullable() }),
  z.strictObject({ kind: z.literal('kill') }),
  z.strictObject({ kind: z.literal('unlatch') }),
  z.strictObject({ kind: z.literal('limits'), limits: z.record(name, z.unknown()) }),
  // What is another one now is read where the engine runs.
  z.strictObject({ kind: z.literal('reload'), changes: z.tuple([]) }),
  z.strictObject({ kind: z.literal('reconcile'), symbol: name.nullable(), pipeline: name.nullable() }),
  z.strictObject({ kind: z.literal('enable'), pipeline: name }),
  z.strictObject({ kind: z.literal('disable'), pipeline: name }),
]) satisfies z.ZodType<OperatorCommand>;

const NEEDING_REASON: readonly string[] = ['kill', 'unlatch', 'limits', 'reload', 'flatten', 'reconcile'];

/** Whether nobody gives this command without saying why. */
const needsReason = (kind: OperatorCommand['kind']): boolean => NEEDING_REASON.includes(kind);

const id = z.int().nonnegative();

/** Asks for what there is to see. */
export const askSchema = z.strictObject({ id, ask: z.literal('view') });

/** Tells the engine something. */
export const saySchema = z
  .strictObject({ id, say: command, who: name, why: text.max(1_000) })
  .refine(({ say, why }) => why !== '' || !needsReason(say.kind), { error: 'must say why', path: ['why'] });
