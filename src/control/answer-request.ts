import type { z } from 'zod';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { OperatorCommand } from '../domain/operator-command.js';
import type { Governed } from './governed.js';
import { askSchema, type ErrorReply, type Reply, saySchema } from './protocol.js';

/** Limits as the config's schema takes them; throws a MillraceError for any that it does not. */
export type CheckLimits = (given: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Whom requests are put to. */
export interface Desk {
  readonly say: Governed['say'];
  /** The view as JSON text. */
  readonly viewText: () => string;
  readonly checkLimits: CheckLimits;
}

/** Answers one line with one line; what cannot be read or done is answered with its code. */
export const answerRequest = async (line: string, desk: Desk): Promise<string> => {
  const request = parsed(line);
  const id = idOf(request);
  try {
    if (typeof request === 'object' && request !== null && 'say' in request) {
      const { say, who, why } = read(saySchema, request);
      const answer = await desk.say(checked(say, desk.checkLimits), { who, why });
      return textOf({ id: id ?? 0, answer });
    }
    read(askSchema, request);
    // The view's text is made once for all who ask at the same time.
    return `{"id":${id ?? 0},"view":${desk.viewText()}}\n`;
  } catch (error) {
    return errorText(id, error);
  }
};

/** A line that says what went wrong. */
export const errorText = (id: number | null, error: unknown): string => {
  const { code, facts } =
    error instanceof MillraceError
      ? error
      : new MillraceError('ENGINE_REFUSED', { what: 'answer', why: messageOf(error), shows: 'status' });
  return textOf({ id, error: { code, facts } } satisfies ErrorReply);
};

const textOf = (reply: Reply): string => `${JSON.stringify(reply)}\n`;

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const idOf = (request: unknown): number | null => {
  const given = typeof request === 'object' && request !== null && 'id' in request ? request.id : null;
  return typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 ? given : null;
};

const read = <S extends z.ZodType>(schema: S, request: unknown): z.output<S> => {
  if (request === undefined) throw invalid('something that is no JSON');
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  throw invalid(issues.join('; '));
};

const invalid = (reason: string): MillraceError => new MillraceError('REQUEST_INVALID', { reason });

const checked = (command: OperatorCommand, checkLimits: CheckLimits): OperatorCommand => {
  if (command.kind !== 'limits') return command;
  const limits = checkLimits(command.limits);
  if (Object.keys(limits).length === 0) throw invalid('limits: must name at least one');
  return { kind: 'limits', limits };
};
