import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import {
  difference,
  headLine,
  outcomeLine,
  readLedger,
  type SetOutcome,
  type SweepIdentity,
} from '../../sweep/ledger.js';

/** The ledger of a sweep on disk. */
export interface LedgerFile {
  /** What stood there when it was opened. */
  readonly outcomes: readonly SetOutcome[];
  /** Writes a set's line at once. */
  readonly add: (outcome: SetOutcome) => void;
}

/** The file in the folder of `--out`. */
const LEDGER = 'sweep.jsonl';

/**
 * Opens the ledger of a sweep in a folder, or begins one where none is. A last line that was torn is taken
 * off.
 *
 * @throws MillraceError SWEEP_DIFFERENT where it is of another sweep, OUTPUT_FOREIGN where the folder holds
 * something else, OUTPUT_UNWRITABLE.
 */
export const openLedger = (folder: string, identity: SweepIdentity): LedgerFile => {
  const path = join(folder, LEDGER);
  const writing = <T>(write: () => T): T => {
    try {
      return write();
    } catch (cause) {
      throw new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });
    }
  };
  const names = writing(() => {
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder);
  });
  if (names.length > 0 && !names.includes(LEDGER))
    throw new MillraceError('OUTPUT_FOREIGN', { path: folder });
  const text = names.length === 0 ? '' : writing(() => readFileSync(path, 'utf8'));
  const known = readLedger(text);
  if (known === null) throw new MillraceError('OUTPUT_FOREIGN', { path });
  const found = known.identity === null ? null : difference(known.identity, identity);
  if (found !== null) throw new MillraceError('SWEEP_DIFFERENT', { path, difference: found });
  writing(() => {
    if (known.whole !== text) truncateSync(path, Buffer.byteLength(known.whole));
    if (known.identity === null) appendFileSync(path, headLine(identity));
  });
  return {
    outcomes: known.outcomes,
    add: (outcome) => writing(() => appendFileSync(path, outcomeLine(outcome))),
  };
};
