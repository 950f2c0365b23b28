/** A value made of objects, as yaml and texts build it up. */
export type Tree = Readonly<Record<string, unknown>>;

/** The tree with a value at a path; what stands in the way and is no object gives way. */
export const put = (tree: Tree, path: readonly string[], value: unknown): Tree => {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const below = Object.hasOwn(tree, key) ? tree[key] : undefined;
  return { ...tree, [key]: rest.length === 0 ? value : put(isTree(below) ? below : {}, rest, value) };
};

/** Whether a value is an object with settings inside. */
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
