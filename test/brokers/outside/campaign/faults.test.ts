import { describe, expect, it } from '@jest/globals';
import { FAMILIES } from './families.js';
import { reportRows } from './report-rows.js';
import { Trial } from './trial.js';

describe('a broker outside that misbehaves', () => {
  it('is booked as it truly was, whatever it does wrong', async () => {
    await reportRows(FAMILIES.alone);
  });

  it('does the same again by the same seed, and something else by another', async () => {
    const said = async (seed: number): Promise<unknown> => {
      const trial = new Trial({ seed, faults: ['delays', 'corrections'], kill: 'sent', renews: false });
      await trial.run();
      return { log: trial.log, recorded: trial.recorded };
    };
    expect(await said(7)).toEqual(await said(7));
    expect(await said(8)).not.toEqual(await said(7));
  });

  it('is booked as it truly was, whatever two things it does wrong', async () => {
    await reportRows(FAMILIES.pairs);
  });
});
