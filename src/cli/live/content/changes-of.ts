import { type DifferingLeaf, differingLeaves } from './differing-leaves.js';
import type { RunContent } from './run-content.js';

/** Bounds of door and disk, where a source lies, how often a broker is asked: none of it decides anything. */
const settled = ({
  config: { live, ...config },
  sources,
  opened: _opened,
  ...content
}: RunContent): unknown => ({
  ...content,
  // What is known of orders that are over does.
  config: {
    ...config,
    live: { finishedOrders: live.finishedOrders },
    outside: content.mode === 'live' ? brokerOf(config.outside) : null,
  },
  sources: sources.map(({ uri: _uri, notices: _notices, ...source }) => source),
});

const brokerOf = ({ broker, orderPrefix, absentGraceMs }: RunContent['config']['outside']): unknown => ({
  broker,
  orderPrefix,
  absentGraceMs,
});

/** What differs between two segments' contents, as far as it can change a decision. */
export const changesOf = (before: RunContent, after: RunContent): readonly DifferingLeaf[] => {
  // Through JSON, as the earlier one came from there.
  const [was, is] = [before, after].map((content): unknown => JSON.parse(JSON.stringify(settled(content))));
  return differingLeaves(was, is);
};
