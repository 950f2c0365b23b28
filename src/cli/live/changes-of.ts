import { isDeepStrictEqual } from 'node:util';
import { leavesOf } from './leaves-of.js';
import type { RunContent } from './run-content.js';

/** Bounds of door and disk, where a source lies, how often a broker is asked: none of it decides anything. */
const settled = ({
  config: { live: _live, ...config },
  sources,
  opened: _opened,
  ...content
}: RunContent): unknown => ({
  ...content,
  config: { ...config, outside: content.mode === 'live' ? brokerOf(config.outside) : null },
  sources: sources.map(({ uri: _uri, notices: _notices, ...source }) => source),
});

const brokerOf = ({ broker, orderPrefix, absentGraceMs }: RunContent['config']['outside']): unknown => ({
  broker,
  orderPrefix,
  absentGraceMs,
});

/** The names of what differs between two segments' contents, as far as it can change a decision. */
export const changesOf = (before: RunContent, after: RunContent): readonly string[] => {
  // Through JSON, as the earlier one came from there.
  const [a, b] = [before, after].map((content) => leavesOf(JSON.parse(JSON.stringify(settled(content)))));
  const names = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
  return [...names].filter((name) => !isDeepStrictEqual(a?.get(name), b?.get(name)));
};
