// I, the vector of ones and that of zeros are written without a size: it follows from what they stand beside.

import { shapeOf } from "./arrays.js";
import { Meaningless, evaluate, openNodes } from "./evaluate.js";
import { sizesOf } from "./shapes.js";

const MOST_TRIED_APART = 3; // nodes; more of them are taken to have one size

/** All ways to give each node one of the sizes: first the same to all, then, for a few nodes, each its own. */
function* assignments(nodes, sizes) {
  for (const size of sizes) yield new Map(nodes.map((node) => [node, size]));
  if (nodes.length < 2 || nodes.length > MOST_TRIED_APART) return;
  for (let code = 0; code < sizes.length ** nodes.length; code++) {
    yield new Map(nodes.map((node, i) => [node, sizes[Math.floor(code / sizes.length ** i) % sizes.length]]));
  }
}

/** The sizes with which an answer makes sense: best those that give the right shape, else that of a known mistake. */
export function settleSizes(tree, sheet) {
  const nodes = openNodes(tree);
  if (nodes.length === 0) return new Map();
  const sizes = sizesOf(sheet);
  const wanted = [sheet.right.shape, ...sheet.wrong.map(({ shape }) => shape)].map(String);
  let best = { sizes: null, rank: Infinity };
  let refusal = null;
  for (const tried of assignments(nodes, sizes.length ? sizes : [2])) {
    try {
      const shape = String(shapeOf(evaluate(tree, { point: sheet.points[0], sizes: tried })));
      const rank = wanted.includes(shape) ? wanted.indexOf(shape) : wanted.length;
      if (rank < best.rank) best = { sizes: tried, rank };
    } catch (error) {
      if (!(error instanceof Meaningless)) throw error;
      refusal ??= error;
    }
  }
  if (best.sizes === null) throw refusal;
  return best.sizes;
}
