import {
  fillLines,
  limitLines,
  orderLines,
  positionLines,
  reasonLines,
  statusLines,
} from '../engine/engine-texts.js';
import { findEngine } from '../engine/find-engine.js';
import { type ViewDocument, viewDocument } from '../engine/view-document.js';
import { print } from '../print.js';

/** Which engine, and how it is shown. */
export interface ShowOptions {
  readonly run?: string;
  readonly json: boolean;
}

interface Form {
  readonly lines: (document: ViewDocument) => readonly string[];
  readonly json: (document: ViewDocument) => unknown;
}

const REASONS_SHOWN = 5;

const SHOWN = {
  status: {
    lines: (document) => [...statusLines(document), ...reasonLines(document, REASONS_SHOWN)],
    json: ({ run, flow, pipelines, brakes, gaps, closed, money, outside, reasons }) => ({
      run,
      flow,
      pipelines,
      brakes,
      gaps,
      closed,
      money,
      outside,
      reasons,
    }),
  },
  orders: { lines: orderLines, json: ({ orders }) => orders },
  positions: { lines: positionLines, json: ({ positions }) => positions },
  fills: { lines: fillLines, json: ({ fills }) => fills },
  limits: { lines: limitLines, json: ({ limits }) => limits },
} as const satisfies Record<string, Form>;

/** What of an engine can be shown. */
export type Shown = keyof typeof SHOWN;

/** `millrace status`, `orders`, `positions`, `fills` and `limits show`. */
export const showEngineCommand = async (what: Shown, { run, json }: ShowOptions): Promise<void> => {
  const line = await findEngine(run);
  const document = viewDocument(await line.view());
  line.hangUp();
  const shown = SHOWN[what];
  await print(
    json ? `${JSON.stringify(shown.json(document), null, 2)}\n` : `${shown.lines(document).join('\n')}\n`,
  );
};
