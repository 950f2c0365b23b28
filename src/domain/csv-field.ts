/** A text as a field of a csv: in quotes where it would end the field or the row, its own quotes doubled. */
export const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
