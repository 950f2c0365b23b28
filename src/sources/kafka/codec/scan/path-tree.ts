/** What is wanted at one place of a JSON text and inside it. */
export interface PathNode {
  /** The number of the path that ends here; -1 where none does. */
  field: number;
  readonly children: PathChild[];
  /** The numbers of all paths that lead on from here. */
  readonly inside: number[];
}

/** A key that leads on. */
export interface PathChild {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly node: PathNode;
}

/** Paths as a tree, so that a text is walked once for all of them. */
export const pathTree = (paths: readonly (readonly string[])[]): PathNode => {
  const root: PathNode = { field: -1, children: [], inside: [] };
  for (const [field, path] of paths.entries()) {
    let node = root;
    for (const key of path) {
      node.inside.push(field);
      let child = node.children.find((known) => known.key === key);
      if (!child) {
        child = { key, bytes: Buffer.from(key), node: { field: -1, children: [], inside: [] } };
        node.children.push(child);
      }
      node = child.node;
    }
    node.field = field;
  }
  return root;
};
