import type { Wire } from '../wire/kafka-wire.js';

/** Whose records are looked at, and from where on. */
interface LookPlace {
  readonly leader: number;
  readonly partition: number;
  readonly offset: number;
}

const LOOK_BYTES = 4 << 20;
const MAX_WAIT_MS = 500;

/** The next records of one partition, as many as one answer has room for; none where it is at its end. */
export const lookAt = (wire: Wire, { leader, ...from }: LookPlace): Promise<Buffer> =>
  wire.patiently(async () => {
    const bytes = { maxBytes: LOOK_BYTES, partitionMaxBytes: LOOK_BYTES };
    const wanted = { partitions: [from], maxWaitMs: MAX_WAIT_MS, ...bytes };
    const { partitions } = await wire.fetch(leader, wanted);
    return partitions[0]?.records ?? Buffer.alloc(0);
  });
