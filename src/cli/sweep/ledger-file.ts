import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
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
import { isLock, lockFolder } from './lock-folder.js';

/** The ledger of a sweep on disk. */
export interface LedgerFile {
  /** What stood there when it was opened. */
  readonly outcomes: readonly SetOutcome[];
  /** Writes a set's line at once, to the disk itself. */
  readonly add: (outcome: SetOutcome) => void;
  /** Lets go of the file and of its folder. */
  readonly close: () => void;
}

/** The file in the folder of `--out`. */
const LEDGER = 'sweep.jsonl';

/**
 * Opens the ledger of a sweep in a folder, or begins one where none is. A last line that was torn is taken
 * off.
 *
 * @throws MillraceError SWEEP_DIFFERENT where it is of another sweep, SWEEP_RUNNING where one is at work in
 * it, OUTPUT_FOREIGN where the folder holds something else, OUTPUT_UNWRITABLE.
 */
export const openLedger = async (folder: string, identity: SweepIdentity): Promise<LedgerFile> => {
  const path = join(folder, LEDGER);
  const names = written(path, () => {
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder).filter((name) => !isLock(name));
  });
  if (names.length > 0 && !names.includes(LEDGER))
    throw new MillraceError('OUTPUT_FOREIGN', { path: folder });
  const release = await lockFolder(folder).catch((cause: unknown) => {
    throw cause instanceof MillraceError ? cause : unwritable(path, cause);
  });
  try {
    const { outcomes, add, close } = ledgerAt(path, identity);
    return {
      outcomes,
      add,
      close: () => {
        close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
};

const ledgerAt = (path: string, identity: SweepIdentity): LedgerFile => {
  const text = existsSync(path) ? written(path, () => readFileSync(path, 'utf8')) : '';
  const known = readLedger(text);
  if (known === null) throw new MillraceError('OUTPUT_FOREIGN', { path });
  const found = known.identity === null ? null : difference(known.identity, identity);
  if (found !== null) throw new MillraceError('SWEEP_DIFFERENT', { path, difference: found });
  const file = written(path, () => {
    if (known.whole !== text) truncateSync(path, Buffer.byteLength(known.whole));
    return openSync(path, 'a');
  });
  const append = (line: string): void =>
    written(path, () => {
      writeSync(file, line);
      fdatasyncSync(file);
    });
  if (known.identity === null) append(headLine(identity));
  return {
    outcomes: known.outcomes,
    add: (outcome) => append(outcomeLine(outcome)),
    close: () => closeSync(file),
  };
};

const unwritable = (path: string, cause: unknown): MillraceError =>
  new MillraceError('OUTPUT_UNWRITABLE', { path, reason: messageOf(cause) }, { cause });

const written = <T>(path: string, write: () => T): T => {
  try {
    return write();
  } catch (cause) {
    throw unwritable(path, cause);
  }
};
