/** Texts that are said often, each kept once and named by its index: a reason may be told 5,000 times. */
export interface Words {
  readonly list: readonly string[];
  readonly indexOf: (text: string) => number;
}

/** Begins an empty list of texts. */
export const words = (): Words => {
  const indices = new Map<string, number>();
  const list: string[] = [];
  return {
    list,
    indexOf: (text) => {
      const known = indices.get(text);
      if (known !== undefined) return known;
      indices.set(text, list.length);
      return list.push(text) - 1;
    },
  };
};
