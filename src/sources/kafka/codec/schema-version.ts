import { MillraceError } from '../../../domain/millrace-error.js';

/** What `schema` says of records of market events. */
export const EVENT_SCHEMA = 'millrace-event/1.0';

/** What `schema` says of records of a run's journal. */
export const JOURNAL_SCHEMA = 'millrace-journal/1.0';

const FORM = /^([a-z][a-z0-9.-]*)\/(\d{1,4})\.(\d{1,4})$/;

/**
 * Whether a schema is one that can be read: of the known name, whatever the minor version, which only adds.
 *
 * @throws MillraceError KAFKA_SCHEMA_UNKNOWN for another major version: reading it would be guessing.
 */
export const isReadable = (
  schema: string,
  { known, topic }: { readonly known: string; readonly topic: string },
): boolean => {
  const [, name, major] = FORM.exec(schema) ?? [];
  const [, ourName, ourMajor] = FORM.exec(known) ?? [];
  if (name !== ourName) return false;
  if (major !== ourMajor) throw new MillraceError('KAFKA_SCHEMA_UNKNOWN', { topic, schema, known });
  return true;
};
