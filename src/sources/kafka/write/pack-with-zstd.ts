import { compress, decompress, init } from '@bokuweb/zstd-wasm';
import kafkajs from 'kafkajs';

const LEVEL = 3;
/** What every frame of zstd begins with. */
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

let begun: Promise<void> | undefined;

/**
 * Has kafkajs pack batches with zstd, for which it has a place and nothing in it. Begun a second time the
 * packer would give bytes that nobody can read.
 */
export const packWithZstd = (): Promise<void> => {
  begun ??= begin();
  return begun;
};

const begin = async (): Promise<void> => {
  await init();
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: { readonly buffer: Buffer }) => Promise.resolve(packed(buffer)),
    decompress: (bytes: Buffer) => Promise.resolve(Buffer.from(decompress(bytes))),
  });
};

const packed = (bytes: Buffer): Buffer => {
  const frame = Buffer.from(compress(bytes, LEVEL));
  if (!frame.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Error('zstd gave bytes that are none of its own');
  return frame;
};
