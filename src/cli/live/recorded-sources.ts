import { countSegments } from '../../recording/run-folder.js';
import { readManifest } from '../../recording/segment-manifest.js';
import type { RunContent, SourceFacts } from './run-content.js';

/** What a run that is taken up again follows, as its last segment says; null where it is new. */
export const recordedSources = async (folder: string | undefined): Promise<readonly SourceFacts[] | null> => {
  const segment = folder === undefined ? 0 : await countSegments(folder);
  if (folder === undefined || segment === 0) return null;
  // What a segment says of itself is what this program wrote there.
  const { sources } = (await readManifest(folder, segment)).manifest.content as RunContent;
  return sources;
};
