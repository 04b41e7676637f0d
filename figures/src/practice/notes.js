// What is added to a verdict because of how an answer was written.

import { partsOf } from "./tree.js";
import { WORDS } from "./words.js";

const some = (node, holds) => holds(node) || partsOf(node).some((part) => some(part, holds));

/** Whether a list in square brackets has a gap where a comma may be missing: [w x] was read as a product. */
export const spacedList = (tree, text) =>
  some(
    tree,
    ({ type, rows }) =>
      type === "matrix" &&
      rows
        .flat()
        .some((cell) => cell.type === "beside" && /\s/u.test(text.slice(cell.left.at[1], cell.right.at[0]))),
  );

/** Whether a function is used anywhere in an answer. */
export const uses = (tree, name) => some(tree, (node) => node.type === "call" && node.name === name);

/** Whether a letter e stands where it may have been meant as a name: not as in e^x, not as in e(x). */
const loneE = (tree, text) =>
  some(
    tree,
    ({ type, at: [from, to] }) =>
      type === "number" &&
      text.slice(from, to) === "e" &&
      !/^\s*(?:\^|\*\*|\(|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/u.test(text.slice(to)),
  );

/** The remarks on a wrong answer, as sentences. */
export const notesOn = (tree, text, kind) => [
  ...(kind === "shape" && spacedList(tree, text) ? [WORDS.commas] : []),
  ...(loneE(tree, text) ? [WORDS.euler] : []),
];
