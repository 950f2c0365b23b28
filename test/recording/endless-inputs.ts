import type { Input, Stamped } from '../../src/domain/input.js';

const BEGIN = Date.UTC(2026, 0, 5, 14, 30);

/** Input number so-and-so of an endless list of them, which every process knows. */
export const inputAt = (serial: number): Stamped => {
  const at = BEGIN + Math.floor(serial / 2) + (serial % 2) / 1000;
  return { serial, at, input: inputOf(serial, at) };
};

/** The line of the journal that it causes. */
export const lineAt = (serial: number): string =>
  `{"serial":${serial},"because":"${'é'.repeat(serial % 40)}"}`;

const inputOf = (serial: number, at: number): Input => {
  const symbol = `S${serial % 13}`;
  if (serial % 50 === 0)
    return { kind: 'operator', command: { kind: 'pause' }, who: 'me', why: `at ${serial}` };
  if (serial % 7 === 0) return { kind: 'wake' };
  const happenedAt = at - 1;
  const [price, size] = [100 + serial / 100, serial % 3 === 0 ? null : serial];
  return serial % 5 === 0
    ? { kind: 'market', event: { kind: 'trade', symbol, at, happenedAt, price, size } }
    : {
        kind: 'market',
        event: {
          kind: 'quote',
          symbol,
          at,
          happenedAt,
          bid: price,
          ask: price + 1,
          bidSize: size,
          askSize: 2,
        },
      };
};
