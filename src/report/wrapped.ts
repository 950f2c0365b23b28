/** What a terminal would obey instead of showing: control characters, escape sequences, turned text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * A text in lines of at most `columns` characters, broken between words; a longer word is cut.
 *
 * Every line after the first begins with `indent`. Control characters are left out: the text
 * may come from a file.
 */
export const wrapped = (text: string, columns: number, indent = ''): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll(UNPRINTABLE, ' ').split(/ +/)) {
    if (word === '') continue;
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = '';
    }
    const lead = line === '' ? (lines.length > 0 ? indent : '') : `${line} `;
    line = `${lead}${word}`.slice(0, columns);
  }
  return line === '' ? lines : [...lines, line];
};
