import type { LiveView } from '../../../control/live-view.js';
import { isoText } from '../../../domain/iso-text.js';
import { numberText } from '../../../report/number-text.js';
import { plainNumber } from '../../plain-number.js';

/** What a session came to, for people and for programs. */
export interface SessionSummary {
  readonly text: string;
  readonly document: object;
}

/** How many trades there were, and how many of them won. */
interface Traded {
  readonly count: number;
  readonly won: number;
}

/** The last words of a live run: what was traded, what is still open. */
export const sessionSummary = (
  view: LiveView,
  { count: tradeCount, won }: Traded,
  folder: string,
): SessionSummary => {
  const { money, flow, run } = view;
  const winRatePct = tradeCount === 0 ? null : (100 * won) / tradeCount;
  const positions = view.positions.filter(({ pipeline }) => pipeline !== null);
  const document = {
    run: { ...run, folder },
    session: {
      tradeCount,
      winRatePct,
      realised: money.realised,
      unrealised: money.unrealised,
      commissions: money.commissions,
      equity: money.equity,
      refusals: flow.refusals,
      gaps: flow.gaps,
      late: flow.late,
      inputs: flow.inputs,
      uptimeMs: run.uptimeMs,
    },
    positions,
    orders: view.orders,
  };
  return { text: textOf(view, { tradeCount, winRatePct, positions, folder }), document };
};

const amount = (value: number): string => numberText(value, 'money');

interface Told {
  readonly tradeCount: number;
  readonly winRatePct: number | null;
  readonly positions: LiveView['positions'];
  readonly folder: string;
}

const textOf = (view: LiveView, { tradeCount, winRatePct, positions, folder }: Told): string => {
  const { money, flow, run } = view;
  const at = flow.at === null ? 'before its first event' : `at ${isoText(flow.at)}`;
  const lines = [
    `ended ${at}, after ${flow.inputs} inputs in ${Math.round(run.uptimeMs / 1_000)} s`,
    `trades ${tradeCount}, ` +
      `won ${winRatePct === null ? 'none' : `${winRatePct.toFixed(1)} %`}, ` +
      `realised ${amount(money.realised)} ${money.currency}, unrealised ${amount(money.unrealised)}, ` +
      `commissions ${amount(money.commissions)}, equity ${amount(money.equity)}`,
    `refusals ${flow.refusals}, gaps ${flow.gaps}, late ${flow.late}, let go ${flow.dropped}`,
    ...positions.map(
      ({ pipeline, symbol, quantity, averagePrice }) =>
        `open position: ${plainNumber(quantity)} ${symbol} at ${plainNumber(averagePrice)}` +
        ` (${pipeline ?? ''})`,
    ),
    ...view.orders.map(
      ({ order: { id, side, quantity, symbol }, state, filled }) =>
        `open order: ${id} ${side} ${quantity ?? ''} ${symbol}, ${state}, filled ${plainNumber(filled)}`,
    ),
    ...(positions.length + view.orders.length === 0 ? ['nothing is open'] : []),
    `recorded in ${folder}; millrace verify ${folder} proves its decisions`,
  ];
  return `${lines.join('\n')}\n`;
};
