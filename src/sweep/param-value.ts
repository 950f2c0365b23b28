/** A parameter's text as documents and conditions have it: the number that it is the text of, else itself. */
export const paramValue = (text: string): number | string => {
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
};
