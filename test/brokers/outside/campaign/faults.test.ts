import { describe, it } from '@jest/globals';
import { FAULTS } from '../../../../src/brokers/scripted/venue/faults.js';
import { reportRows } from './report-rows.js';

const pairs = FAULTS.flatMap((first, index) =>
  FAULTS.slice(index + 1).map((second) => [first, second] as const),
);

describe('a broker outside that misbehaves', () => {
  it('is booked as it truly was, whatever it does wrong', async () => {
    await reportRows(
      FAULTS.map((fault) => ({ name: fault, faults: [fault], kill: null })),
      10,
    );
  });

  it('is booked as it truly was, whatever two things it does wrong', async () => {
    await reportRows(
      pairs.map((faults) => ({ name: faults.join(' + '), faults, kill: null })),
      3,
    );
  });
});
