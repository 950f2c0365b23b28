import { isoText } from '../domain/iso-text.js';
import type { Course } from '../sources/glance/course.js';
import type { Seen } from '../sources/glance/glance.js';
import type { Gaps } from '../sources/glance/pauses.js';
import type { StreamSeen } from '../sources/glance/stream-glance.js';
import type { Source } from '../sources/source.js';

/** What `inspect --json` prints of a source. */
export interface GlanceDocument {
  readonly source: string;
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  readonly notices: readonly string[];
  /** SHA-256 of the rows of a tape; null of a source that knows none. */
  readonly contentHash: string | null;
  readonly streams: readonly StreamDocument[];
}

/** One stream of it. */
export type StreamDocument = Omit<StreamSeen, 'series' | 'first' | 'last' | 'gaps' | 'course'> &
  StreamSeen['series'] & {
    readonly from: string;
    readonly to: string;
    readonly gaps:
      | (Pick<Gaps, 'rule' | 'count'> & {
          readonly longest: readonly { readonly from: string; readonly to: string; readonly ms: number }[];
        })
      | null;
    readonly course: (Omit<Course, 'first'> & { readonly first: string }) | null;
  };

/** A glance with its times as text. */
export const glanceDocument = (source: Source, seen: Seen): GlanceDocument => ({
  source: source.uri,
  rows: seen.rows,
  from: isoText(seen.first),
  to: isoText(seen.last),
  notices: source.notices,
  contentHash: source.contentHash ?? null,
  streams: seen.streams.map(({ series, first, last, gaps, course, ...rest }) => ({
    ...series,
    ...rest,
    from: isoText(first),
    to: isoText(last),
    gaps: gaps && {
      ...gaps,
      longest: gaps.longest.map((gap) => ({ ...gap, from: isoText(gap.from), to: isoText(gap.to) })),
    },
    course: course && { ...course, first: isoText(course.first) },
  })),
});
