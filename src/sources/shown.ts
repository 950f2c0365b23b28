const CHARACTERS_MAX = 80;

/**
 * A text of a file as a message may show it: what a terminal would obey is a question mark, and a long one is
 * cut.
 */
export const shown = (text: string): string => {
  const plain = text.slice(0, CHARACTERS_MAX).replaceAll(/\p{C}/gu, '?');
  return text.length > CHARACTERS_MAX ? `${plain}…` : plain;
};
