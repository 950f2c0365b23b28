import { countSegments } from '../../../recording/run-folder.js';
import { readManifest } from '../../../recording/segment-manifest.js';
import { contentOf } from './content-of.js';
import type { RunContent } from './run-content.js';

/** What the last segment of a run says of itself; null where the run is new. */
export const lastContent = async (folder: string): Promise<RunContent | null> => {
  const segment = await countSegments(folder);
  return segment === 0 ? null : contentOf((await readManifest(folder, segment)).manifest);
};
