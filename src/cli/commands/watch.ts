import type { Line } from '../../control/dial.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { wrapped } from '../../report/wrapped.js';
import { wallClock } from '../../time/wall-clock.js';
import { drawn } from '../engine/drawn.js';
import { orderLines, positionLines, reasonLines, statusLines } from '../engine/engine-texts.js';
import { findEngine } from '../engine/find-engine.js';
import { type ViewDocument, viewDocument } from '../engine/view-document.js';
import { print } from '../print.js';

const EVERY_MS = 1_000;
const REASONS_SHOWN = 8;

/**
 * `millrace watch`: how a running engine stands, drawn anew every second until Ctrl-C, and again when it is
 * back after it was gone. Where stdout is no terminal it is printed once.
 */
export const watchCommand = async ({ run }: { readonly run?: string }): Promise<void> => {
  let line: Line = await findEngine(run);
  let document = viewDocument(await line.view());
  if (!process.stdout.isTTY) {
    line.hangUp();
    await print(`${screenOf(document).join('\n')}\n`);
    return;
  }
  let lost: readonly string[] = [];
  while (await print(drawn([...lost, ...screenOf(document)], process.stdout))) {
    await wallClock.pause(EVERY_MS);
    try {
      // Whoever starts it again starts it in the same folder.
      if (lost.length > 0) line = await findEngine(line.directory);
      document = viewDocument(await line.view());
      lost = [];
    } catch (error) {
      if (!(error instanceof MillraceError)) throw error;
      line.hangUp();
      const said = `LOST, what follows is of ${document.flow.at ?? 'its start'}: ${error.message}`;
      lost = [...wrapped(said, process.stdout.columns), ''];
    }
  }
};

const screenOf = (document: ViewDocument): readonly string[] => [
  ...statusLines(document),
  '',
  ...positionLines(document),
  '',
  ...orderLines(document),
  '',
  ...reasonLines(document, REASONS_SHOWN),
];
