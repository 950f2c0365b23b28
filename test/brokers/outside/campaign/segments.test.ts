import { describe, it } from '@jest/globals';
import { FAMILIES } from './families.js';
import { reportRows } from './report-rows.js';

describe('a new segment that begins while orders live', () => {
  it('takes over what is at work and held, whatever step it was at', async () => {
    await reportRows(FAMILIES.renewed);
  });

  it('does so while the broker misbehaves', async () => {
    await reportRows(FAMILIES.renewedAndFaulty);
  });
});
