import { describe, it } from '@jest/globals';
import { FAMILIES } from './families.js';
import { reportRows } from './report-rows.js';

describe('an engine that is killed while orders live', () => {
  it('goes on as if it had only been away, at whatever step it was killed', async () => {
    await reportRows(FAMILIES.killed);
  });

  it('sends nothing that is not on disk while the disk refuses, and loses nothing', async () => {
    await reportRows(FAMILIES.diskFull);
  });

  it('does so while the broker misbehaves', async () => {
    await reportRows(FAMILIES.killedAndFaulty);
  });
});
