/** Cuts what a socket brings into lines, however it comes in pieces. */
export const eachLine = (take: (line: string) => void): ((data: Buffer) => void) => {
  let rest = '';
  return (data) => {
    const lines = (rest + data.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  };
};
