import type { Segment } from '../../../recording/recording.js';
import type { RunContent } from './run-content.js';

/** What a segment says of itself, as it was written when the segment began. */
export const contentOf = ({ content }: Pick<Segment, 'content'>): RunContent =>
  // The checksum of its manifest says that it is what this program wrote.
  content as RunContent;
