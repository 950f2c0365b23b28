import { lastContent } from '../content/last-content.js';
import type { SourceFacts } from '../content/run-content.js';

/** What a run that is taken up again follows, as its last segment says; null where it is new. */
export const recordedSources = async (folder: string | undefined): Promise<readonly SourceFacts[] | null> =>
  folder === undefined ? null : ((await lastContent(folder))?.sources ?? null);
