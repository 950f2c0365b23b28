import type { Batch } from '../../src/tape/batch.js';
import type { Outcome } from '../outcome.js';

const MINUTE_MS = 60_000;

/** What `every-tick` does, as one loop: turns on and off by the count of trades, filled at the next open. */
export const everyTickFloor = async (
  batches: AsyncIterable<Batch>,
  { symbols, step, cash }: { symbols: number; step: number; cash: number },
): Promise<Outcome> => {
  const begun = performance.now();
  const opens = new Float64Array(symbols);
  const closes = new Float64Array(symbols);
  const marks = new Float64Array(symbols);
  const isOpen = new Uint8Array(symbols);
  const bars = new Uint32Array(symbols);
  const held = new Float64Array(symbols);
  const wanted = new Float64Array(symbols);
  const since = new Float64Array(symbols);
  let [rows, trades, money, traded, start] = [0, 0, cash, 0, 0];
  let minuteEnd = Number.NEGATIVE_INFINITY;
  const endMinute = (): void => {
    for (let symbol = 0; symbol < symbols; symbol += 1) {
      if (isOpen[symbol] === 0) continue;
      isOpen[symbol] = 0;
      bars[symbol] = (bars[symbol] ?? 0) + 1;
      marks[symbol] = closes[symbol] ?? 0;
      const [have = 0, want = 0] = [held[symbol], wanted[symbol]];
      if (have === want || start <= (since[symbol] ?? 0)) continue;
      if (want === 0) trades += 1;
      money -= (want - have) * (opens[symbol] ?? 0);
      held[symbol] = want;
    }
  };
  for await (const { rows: count, at, stream, columns } of batches) {
    const { price: prices, size: sizes } = columns;
    if (!prices || !sizes) throw new Error('no trades');
    for (let row = 0; row < count; row += 1) {
      const now = at[row] ?? 0;
      if (now >= minuteEnd) {
        endMinute();
        start = Math.floor(now / MINUTE_MS) * MINUTE_MS;
        minuteEnd = start + MINUTE_MS;
      }
      const symbol = stream[row] ?? 0;
      const price = prices[row] ?? 0;
      if (isOpen[symbol] === 0) opens[symbol] = price;
      isOpen[symbol] = 1;
      closes[symbol] = price;
      traded += price * (sizes[row] ?? 0);
      rows += 1;
      if (rows % step !== 0) continue;
      const turn = rows / step;
      // The rules let nobody trade a symbol before the first bar after the warm-up.
      if ((bars[turn % symbols] ?? 0) < 2) continue;
      wanted[turn % symbols] = Math.floor(turn / symbols) % 2 === 0 ? 10 : 0;
      since[turn % symbols] = now;
    }
  }
  if (!(traded > 0)) throw new Error('nothing was traded');
  let finalEquity = money;
  for (let symbol = 0; symbol < symbols; symbol += 1)
    finalEquity += (held[symbol] ?? 0) * (marks[symbol] ?? 0);
  return { rows, seconds: (performance.now() - begun) / 1_000, trades, finalEquity, journalBytes: null };
};
