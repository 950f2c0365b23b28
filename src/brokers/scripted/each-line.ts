import { StringDecoder } from 'node:string_decoder';

/** Cuts what a socket brings into lines, however it comes in pieces. */
export const eachLine = (take: (line: string) => void): ((data: Buffer) => void) => {
  // A piece may end in the middle of a character.
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (data) => {
    const lines = (rest + decoder.write(data)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  };
};
