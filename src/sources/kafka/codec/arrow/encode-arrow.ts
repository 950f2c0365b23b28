import { bodyEncoder } from '../../../../tape/encode-body.js';
import { wordsOf } from '../../../../tape/labels.js';
import { batchMessage, END_OF_STREAM } from '../../../../tape/messages.js';
import type { Rows } from '../../../../tape/rows.js';
import { withRows } from '../../../../tape/sort/with-rows.js';
import type { Stream } from '../../../../tape/stream.js';
import { headBytesOf } from './arrow-head.js';

/**
 * Rows of one symbol as the value of a record: an Arrow IPC stream of one batch with the columns of a tape,
 * which `pyarrow.ipc.open_stream` and others open as it is.
 *
 * @param streams What the rows' streams mean.
 */
export const encodeArrow = (rows: Rows, streams: readonly Stream[]): Buffer => {
  const { kinds, told } = withRows({ kinds: [], told: [] }, rows, streams);
  const head = headBytesOf({
    rows: rows.count,
    kinds: [...kinds],
    told: [...told],
    streams: streams.map(plain),
  });
  const words = head.layout.labels.map((label) => wordsOf(label, streams));
  const body = bodyEncoder(head.layout)(rows, words);
  return Buffer.concat([head.bytes, batchMessage(rows.count, body), body.bytes, END_OF_STREAM]);
};

/** What a stream is, without what a tape knows of it. */
const plain = ({ symbol, kind, every, name }: Stream): Stream => ({
  symbol,
  kind,
  ...(every === undefined ? {} : { every }),
  ...(name === undefined ? {} : { name }),
});
