import { fileURLToPath } from 'node:url';

/** The folder of all our source, with its last slash. */
const OURS = fileURLToPath(new URL('../../', import.meta.url));

/** The first line of a stack that is neither ours nor a library's: the place a user should look at. */
export const userLine = (stack: string | undefined): string => {
  for (const line of (stack ?? '').split('\n').slice(1)) {
    const place = /(?:\(|\s)((?:file:\/\/)?\/[^()]+:\d+:\d+)\)?$/.exec(line)?.[1];
    if (place === undefined) continue;
    const path = place.replace(/^file:\/\//, '');
    if (!path.includes('/node_modules/') && !path.startsWith(OURS)) return path;
  }
  return 'a line that the stack does not show';
};
