// What an answer is worth at a point. Shapes are checked here, and what does not fit is refused in words.

import * as arrays from "./arrays.js";
import { FUNCTIONS } from "./functions.js";
import { shapeWords } from "./shapes.js";
import { partsOf } from "./tree.js";

/** An answer that can be read but means nothing; `at` is the place in its text. */
export class Meaningless extends Error {
  constructor(says, at) {
    super(says);
    this.at = at;
  }
}

/** Shapes that do not fit. `tell` says so, given the words for each of them: a question may have names for its sizes. */
export class Misfit extends Meaningless {
  constructor(tell, shapes, at) {
    super(tell(shapes.map((shape) => shapeWords(shape))), at);
    this.shapes = shapes;
    this.tellWith = (size) => tell(shapes.map((shape) => shapeWords(shape, size)));
  }
}

const COMPARE = {
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

const OPEN = {
  ones: (size) => arrays.filled(size, 1, () => 1),
  zeros: (size) => arrays.filled(size, 1, () => 0),
  identity: (size) => arrays.filled(size, size, (i, j) => Number(i === j)),
};

/** Entry by entry, or a refusal that names both shapes. */
function entrywise(node, left, right, f, doing) {
  const result = arrays.combine(left, right, f);
  if (result) return result;
  const tell = (words) => `${doing} needs equal shapes, and here are ${words.join(" and ")}.`;
  throw new Misfit(tell, [left, right], node.at);
}

/** The product of matrices; a single number scales, and `.` and `@` also take the dot product of two vectors. */
function product(node, left, right) {
  if (arrays.isScalar(left) || arrays.isScalar(right)) return arrays.combine(left, right, (a, b) => a * b);
  const result = arrays.multiply(left, right);
  if (result) return result;
  if (node.type === "dot") {
    // NumPy's vectors are neither rows nor columns: e @ X is e^T X.
    const inner =
      arrays.dot(left, right) ?? (left.cols === 1 ? arrays.multiply(arrays.transpose(left), right) : null);
    if (inner) return inner;
  }
  const twoVectors = arrays.isVector(left) && left.rows === right.rows && left.cols === right.cols;
  const advice = twoVectors
    ? "Write `w^T x` for their dot product, or `w * x` for the product element by element."
    : "Transpose one (`x^T`), or write `*` for the product element by element.";
  const tell = (words) => `A product of matrices does not fit ${words.join(" and ")}. ${advice}`;
  throw new Misfit(tell, [left, right], node.at);
}

const isIdentity = (node) => (node.type === "group" ? isIdentity(node.of) : node.what === "identity");

function times(node, left, right) {
  const fits = arrays.combine(left, right, (a, b) => a * b) ?? arrays.multiply(left, right);
  // The identity changes nothing on either side: x * I is I * x.
  const exchanged = fits || !isIdentity(node.right) ? fits : arrays.multiply(right, left);
  return exchanged ?? entrywise(node, left, right, null, "A product element by element");
}

function divide(node, left, right) {
  return entrywise(node, left, right, (a, b) => a / b, "A quotient element by element");
}

function power(node, base, exponent) {
  return entrywise(node, base, exponent, Math.pow, "A power element by element");
}

function call(node, args) {
  const f = FUNCTIONS[node.name];
  const [least, most] = f.whole ? [f.takes].flat() : f.each ? [1] : [2];
  if (args.length < least || args.length > (most ?? least)) {
    const count = least === 1 ? "one argument" : `${least} arguments`;
    throw new Meaningless(
      `\`${node.name}\` takes ${count}, and here ${args.length === 1 ? "is one" : `are ${args.length}`}.`,
      node.at,
    );
  }
  if (f.each) return arrays.map(args[0], f.each);
  if (f.both) return entrywise(node, ...args, f.both, `\`${node.name}\``);
  const result = f.whole(...args);
  if (result) return result;
  const are = args.length === 1 ? "is" : "are";
  const tell = (words) =>
    `\`${node.name}\` expects ${f.expects ?? "equal shapes"}, and here ${are} ${words.join(", ")}.`;
  throw new Misfit(tell, args, node.at);
}

function functionPower(node, env) {
  const exponent = evaluate(node.exponent, env);
  if (arrays.isScalar(exponent) && exponent.data[0] === -1) {
    const { name } = node.of;
    throw new Meaningless(
      `\`${name}^-1\` is read in two ways: write \`1/${name}(...)\` for the fraction, or the inverse function by its own name.`,
      node.at,
    );
  }
  return power(node, evaluate(node.of, env), exponent);
}

function matrix(node, env) {
  const rows = node.rows.map((row) => row.map((cell) => evaluate(cell, env)));
  const result = arrays.blocks(rows);
  if (result) return result;
  throw new Misfit(() => "The rows of this matrix have different lengths.", [], node.at);
}

const both = (f) => (node, env) => f(node, evaluate(node.left, env), evaluate(node.right, env));
const inner = (node, env) => evaluate(node.of, env);

const MEANING = {
  number: (node) => arrays.scalar(node.value),
  name: (node, env) => arrays.fromNested(env.point[node.name]),
  entry: (node, env) => arrays.scalar(arrays.fromNested(env.point[node.name]).data[node.index]),
  open: (node, env) => OPEN[node.what](env.sizes.get(node)),
  group: inner,
  indicator: inner,
  negate: (node, env) => arrays.map(inner(node, env), (entry) => -entry),
  transpose: (node, env) => arrays.transpose(inner(node, env)),
  sum: both((node, a, b) =>
    node.sign === "+"
      ? entrywise(node, a, b, (x, y) => x + y, "A sum")
      : entrywise(node, a, b, (x, y) => x - y, "A difference"),
  ),
  compare: both((node, a, b) =>
    entrywise(node, a, b, (x, y) => Number(COMPARE[node.sign](x, y)), "A comparison"),
  ),
  times: both(times),
  beside: both(product),
  dot: both(product),
  divide: both(divide),
  fraction: both(divide),
  power: (node, env) => power(node, inner(node, env), evaluate(node.exponent, env)),
  functionPower,
  call: (node, env) =>
    call(
      node,
      node.args.map((arg) => evaluate(arg, env)),
    ),
  matrix,
};

/**
 * The value of an answer's tree. `env.point` gives each name its value, `env.sizes` each open node (I, ones, zeros) its
 * size.
 */
export function evaluate(node, env) {
  return MEANING[node.type](node, env);
}

/** The nodes of a tree that leave their size open. */
export function openNodes(node, found = []) {
  if (node.type === "open") found.push(node);
  for (const part of partsOf(node)) openNodes(part, found);
  return found;
}
