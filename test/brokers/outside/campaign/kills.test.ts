import { describe, it } from '@jest/globals';
import { FAULTS, type Fault } from '../../../../src/brokers/scripted/venue/faults.js';
import { reportRows } from './report-rows.js';
import { KILLS, type Kill } from './trial.js';

const neededFor = (kill: Kill): readonly Fault[] => (kill === 'partly filled' ? ['partial-fills'] : []);

describe('an engine that is killed while orders live', () => {
  it('goes on as if it had only been away, at whatever step it was killed', async () => {
    await reportRows(
      KILLS.map((kill) => ({ name: kill, faults: neededFor(kill), kill })),
      15,
    );
  });

  it('sends nothing that is not on disk while the disk refuses, and loses nothing', async () => {
    const families = FAULTS.map((fault) => ({
      name: `disk full + ${fault}`,
      faults: [fault],
      kill: 'disk full' as const,
    }));
    await reportRows([{ name: 'disk full', faults: [], kill: 'disk full' }, ...families], 3);
  });

  it('does so while the broker misbehaves', async () => {
    const families = KILLS.flatMap((kill) =>
      FAULTS.filter((fault) => !neededFor(kill).includes(fault)).map((fault) => {
        return { name: `${kill} + ${fault}`, faults: [...neededFor(kill), fault], kill };
      }),
    );
    await reportRows(families, 4);
  });
});
