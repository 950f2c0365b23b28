import type { Stamped } from '../../../src/domain/input.js';
import type { Recording } from '../../../src/recording/recording.js';

/** A recording in memory, with a disk that can be told to refuse. */
export const keptRecording = (): Recording & {
  readonly inputs: Stamped[];
  readonly lines: string[];
  refuses: boolean;
} => {
  const inputs: Stamped[] = [];
  const lines: string[] = [];
  let durableSerial = 0;
  let durableEntry = 0;
  const recording = {
    inputs,
    lines,
    refuses: false,
    segment: 1,
    torn: null,
    get lastSerial() {
      return inputs.at(-1)?.serial ?? 0;
    },
    get lastEntry() {
      return lines.length;
    },
    get durableSerial() {
      return durableSerial;
    },
    get durableEntry() {
      return durableEntry;
    },
    backlogBytes: 0,
    append: (stamped: Stamped) => void inputs.push(stamped),
    journal: (line: string) => void lines.push(line),
    flush: async () => {
      const [serial, entry] = [recording.lastSerial, lines.length];
      await new Promise<void>((resolve) => void setImmediate(resolve));
      if (recording.refuses) throw new Error('no space left on device');
      durableSerial = serial;
      durableEntry = entry;
    },
    beginSegment: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return recording;
};
