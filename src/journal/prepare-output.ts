import { rmSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Marks } from '../domain/marks.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { type JournalFile, openJournal } from './journal-file.js';
import type { BlockHash } from './journal-hash.js';
import { refuseForeign } from './refuse-foreign.js';
import { RUN_FILES } from './run-files.js';
import { equityCsv, tradesCsv } from './run-tables.js';

/** The folder of a run in the making: nothing is seen at its place until all of it is. */
export interface Output {
  /** Takes the run's entries, one by one, while it goes on. */
  readonly journal: Pick<JournalFile, 'add' | 'settle'>;
  /** Writes the rest and puts the folder in its place. */
  readonly publish: (run: FinishedRun) => Promise<void>;
  /** Takes everything back. */
  readonly abandon: () => Promise<void>;
  /** Takes back what it can at once, for a process that ends and waits for nothing. */
  readonly drop: () => void;
}

/** What a finished run leaves besides its journal. */
export interface FinishedRun {
  /** The one document that `--json` prints. */
  readonly document: { readonly run: { readonly journalHash: string } };
  readonly blocks: readonly BlockHash[];
  readonly marks: Marks;
  readonly trades: readonly TradeRecord[];
  readonly reportHtml: string;
}

/**
 * Makes sure, before the run, that its folder can be written: a hidden folder beside it takes everything
 * until `publish` renames it.
 *
 * @throws MillraceError OUTPUT_UNWRITABLE, or OUTPUT_FOREIGN where something stands there that is not ours.
 */
export const prepareOutput = async (dir: string): Promise<Output> => {
  const writing = guard(dir);
  const place = await realpath(dir).catch(() => resolve(dir));
  const old = await writing(() => refuseForeign(place, dir));
  const parent = dirname(place);
  const made = await writing(async () => {
    if (old) await access(place, constants.W_OK);
    return await mkdir(parent, { recursive: true });
  });
  const aside = await writing(() => mkdtemp(join(parent, `.${basename(place)}-`)));
  // Inside it, because a temporary folder is its owner's alone and the run's folder is like any other.
  const folder = join(aside, 'run');
  const abandon = async (): Promise<void> => {
    await rm(aside, { recursive: true, force: true });
    if (made !== undefined) await removeEmpty(parent, made);
  };
  const file = await writing(async () => {
    try {
      await mkdir(folder);
      return await openJournal(join(folder, RUN_FILES.journal));
    } catch (error) {
      await abandon();
      throw error;
    }
  });
  return {
    journal: { add: file.add, settle: () => writing(file.settle) },
    abandon: async () => {
      await file.close().catch(() => undefined);
      await abandon();
    },
    drop: () => rmSync(aside, { recursive: true, force: true }),
    publish: (run) =>
      writing(async () => {
        try {
          await file.close();
          await writeAll(folder, run);
          await exchange(folder, place, old ? join(aside, 'old') : null);
          await rm(aside, { recursive: true, force: true });
        } catch (error) {
          await abandon();
          throw error;
        }
      }),
  };
};

const writeAll = async (folder: string, run: FinishedRun): Promise<void> => {
  const blocks = run.blocks.map(({ serial, hash }) => `${serial} ${hash}\n`).join('');
  await writeFile(join(folder, RUN_FILES.document), `${JSON.stringify(run.document, null, 2)}\n`);
  await writeFile(join(folder, RUN_FILES.blocks), blocks);
  // Arrow takes as long to load as a small run takes.
  const { writeMarks } = await import('./write-marks.js');
  await writeMarks(join(folder, RUN_FILES.marks), run.marks);
  await writeFile(join(folder, RUN_FILES.equity), equityCsv(run.marks));
  await writeFile(join(folder, RUN_FILES.trades), tradesCsv(run.trades));
  await writeFile(join(folder, RUN_FILES.report), run.reportHtml);
};

/** The old folder steps aside first and comes back if the new one cannot take its place. */
const exchange = async (folder: string, place: string, old: string | null): Promise<void> => {
  if (old !== null) await rename(place, old);
  try {
    await rename(folder, place);
  } catch (error) {
    if (old !== null) await rename(old, place);
    throw error;
  }
};

/** Takes back the folders that were made for the run's own, from the innermost to the outermost. */
const removeEmpty = async (from: string, last: string): Promise<void> => {
  try {
    await rmdir(from);
    if (from !== last) await removeEmpty(dirname(from), last);
  } catch {
    // Somebody has put something there meanwhile: then it stays.
  }
};

/** Turns what the file system says into our error; ours pass as they are. */
const guard =
  (dir: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof MillraceError) throw cause;
      const reason = messageOf(cause);
      throw new MillraceError('OUTPUT_UNWRITABLE', { path: dir, reason }, { cause });
    }
  };
