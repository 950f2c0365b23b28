import { writeSync } from 'node:fs';
import { createRecording } from '../../src/recording/create-recording.js';
import { resumeRecording } from '../../src/recording/resume-recording.js';
import { countSegments } from '../../src/recording/run-folder.js';
import { inputAt, lineAt } from './endless-inputs.js';

// Writes inputs to the run in the folder that is named until it is killed, and says after each flush what is
// on the disk. How much a flush has differs from one to the next.
const folder = process.argv[2] ?? '';
const options = { marketFileBytesMax: 20_000 };
const isThere = (await countSegments(folder)) > 0;
const recording = isThere
  ? await resumeRecording(folder, options)
  : await createRecording(folder, { v: 1 }, options);
const say = (): number => writeSync(1, `${recording.durableSerial} ${recording.durableEntry}\n`);
say();
for (let flush = 0; ; flush += 1) {
  for (let count = (flush * 7) % 29; count >= 0; count -= 1) {
    const stamped = inputAt(recording.lastSerial + 1);
    recording.append(stamped);
    recording.journal(lineAt(stamped.serial));
  }
  await recording.flush();
  say();
  if (flush % 40 === 39) await recording.beginSegment({ v: 1 });
}
