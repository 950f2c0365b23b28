import type { Governed } from '../../src/control/governed.js';
import type { LiveView } from '../../src/control/live-view.js';
import type { Answer } from '../../src/domain/answer.js';
import type { By, OperatorCommand } from '../../src/domain/operator-command.js';

/** An engine that does what it is told and remembers it. */
export interface FakeEngine extends Governed {
  readonly told: { readonly command: OperatorCommand; readonly by: By }[];
  readonly views: () => number;
}

const AT = Date.UTC(2026, 0, 5, 15, 0);

const idle: LiveView = {
  run: { id: 'r1', mode: 'paper', version: '0.0.0', processId: 1, uptimeMs: 1, segment: 1 },
  flow: {
    at: AT,
    lagMs: 12,
    rowsPerSecond: 100,
    inputs: 7,
    rows: 5,
    queued: 0,
    queuedMax: 10,
    gaps: 0,
    late: 0,
    dropped: 0,
    ordersSent: 0,
    fills: 0,
    refusals: 0,
  },
  pipelines: [{ id: 'p', state: 'trading', why: null, equity: 1_000 }],
  brakes: [],
  gaps: [],
  closed: [],
  outside: null,
  money: { currency: 'USD', equity: 1_000, realised: 0, unrealised: 0, commissions: 0, cash: { USD: 1_000 } },
  positions: [],
  orders: [],
  fills: [],
  reasons: [],
  limits: { maxOrderQuantity: null, sessionOnly: false },
};

/** @param answer What it answers; it may wait, or fail. Done, if not said otherwise. */
export const fakeEngine = ({
  answer = (serial) => Promise.resolve({ done: true, serial, outcome: null }),
  view = {},
}: {
  readonly answer?: (serial: number, command: OperatorCommand) => Promise<Answer>;
  readonly view?: Partial<LiveView>;
} = {}): FakeEngine => {
  const told: FakeEngine['told'] = [];
  let views = 0;
  let brakes: LiveView['brakes'] = [];
  return {
    told,
    views: () => views,
    say: (command, by) => {
      told.push({ command, by });
      if (command.kind === 'kill') brakes = [{ kind: 'kill', symbol: null, since: AT, ...by }];
      if (command.kind === 'unlatch') brakes = [];
      return answer(told.length, command);
    },
    view: () => {
      views += 1;
      return { ...idle, brakes, ...view };
    },
  };
};
