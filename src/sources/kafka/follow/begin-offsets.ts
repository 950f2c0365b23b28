import type { Offsets } from '../../../domain/input.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { boundAt } from '../replay/topic-range.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { FollowUri } from './follow-uri.js';

/**
 * From where on each partition of a topic is followed by a new run.
 *
 * @throws MillraceError KAFKA_RANGE_BEYOND, SOURCE_INVALID.
 */
export const beginOffsets = async (wire: Wire, { topic, from, holdMs }: FollowUri): Promise<Offsets> => {
  const ends = await wire.offsets('end');
  if (from === 'end') return Object.fromEntries(ends);
  if (from === 'begin') return Object.fromEntries(await wire.offsets('begin'));
  if ('at' in from) {
    const found = await wire.offsets(from.at - (holdMs ?? 0));
    return Object.fromEntries(
      [...ends].map(([partition, end]) => {
        const offset = found.get(partition) ?? -1;
        return [partition, offset < 0 ? end : offset];
      }),
    );
  }
  const ids = [...ends.keys()].sort((a, b) => a - b);
  return Object.fromEntries(
    ids.map((partition, index) => {
      const offset = boundAt(from.offsets, { index, count: ids.length, topic }) ?? 0;
      const end = ends.get(partition) ?? 0;
      if (offset <= end) return [partition, offset];
      const wanted = `the offset ${offset} that is wanted`;
      throw new MillraceError('KAFKA_RANGE_BEYOND', { topic, partition, end, wanted });
    }),
  );
};
