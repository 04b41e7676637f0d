// An answer's tree, whatever its nodes are.

/** The nodes directly below a node. */
export const partsOf = (node) =>
  [node.of, node.left, node.right, node.exponent, ...(node.args ?? []), ...(node.rows?.flat() ?? [])].filter(
    (part) => part !== undefined,
  );
