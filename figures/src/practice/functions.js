// The functions an answer may use. `spellings` are other names for the same; `each` acts on every entry, `both` on the
// entries of two arguments (one number goes with every entry of the other), `whole` on arrays: it `takes` so many (from, to),
// and `expects` says of which kind where others give null. `bare` functions may stand without brackets, as in sin x; `tex`
// is how the function is set, where that is not its name.

import {
  column,
  combine,
  diagonal,
  dot,
  filled,
  isScalar,
  isVector,
  map,
  multiply,
  scalar,
  transpose,
} from "./arrays.js";

const sum = (a) => a.data.reduce((total, entry) => total + entry, 0);
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const relu = (z) => Math.max(0, z);
const outer = (a, b) => (isVector(a) && isVector(b) ? multiply(column(a), transpose(column(b))) : null);
const stretch = (value) => (rows, cols) => filled(rows.data[0], cols?.data[0] ?? 1, () => value);
const row = (...parts) => filled(1, parts.length, (_, j) => parts[j].data[0]);
const scalars =
  (f) =>
  (...parts) =>
    parts.every(isScalar) ? f(...parts) : null;

// Of a vector, or of its entries one by one.
function diag(first, ...rest) {
  if (rest.length > 0) return [first, ...rest].every(isScalar) ? diagonal(row(first, ...rest)) : null;
  return first.rows === 1 || first.cols === 1 ? diagonal(first) : null;
}

// Chosen entry by entry, without touching the branch that is not taken: it may be undefined there.
function where(test, yes, no) {
  const chosen = combine(test, yes, (t, y) => (t ? y : 0));
  const others = combine(test, no, (t, n) => (t ? 0 : n));
  return chosen && others && combine(chosen, others, (y, n) => y + n);
}

const SIZE = "a size, such as n";

export const FUNCTIONS = {
  sin: { each: Math.sin, bare: true, tex: "\\sin" },
  cos: { each: Math.cos, bare: true, tex: "\\cos" },
  tan: { each: Math.tan, bare: true, tex: "\\tan" },
  arcsin: { each: Math.asin, spellings: ["asin"], bare: true, tex: "\\arcsin" },
  arccos: { each: Math.acos, spellings: ["acos"], bare: true, tex: "\\arccos" },
  arctan: { each: Math.atan, spellings: ["atan"], bare: true, tex: "\\arctan" },
  sinh: { each: Math.sinh, bare: true, tex: "\\sinh" },
  cosh: { each: Math.cosh, bare: true, tex: "\\cosh" },
  tanh: { each: Math.tanh, bare: true, tex: "\\tanh" },
  exp: { each: Math.exp, bare: true, tex: "\\exp" },
  ln: { each: Math.log, spellings: ["log"], bare: true, tex: "\\ln" },
  log2: { each: Math.log2, bare: true, tex: "\\log_2" },
  log10: { each: Math.log10, bare: true, tex: "\\log_{10}" },
  sqrt: { each: Math.sqrt, bare: true, tex: "\\sqrt" },
  abs: { each: Math.abs },
  sign: { each: Math.sign },
  relu: { each: relu, spellings: ["ReLU"] },
  sigmoid: { each: sigmoid },
  square: { each: (z) => z * z },
  max: { both: Math.max, spellings: ["maximum"], tex: "\\max" },
  min: { both: Math.min, spellings: ["minimum"], tex: "\\min" },
  power: { both: Math.pow },
  multiply: { both: (a, b) => a * b },
  heaviside: { both: (z, half) => (z === 0 ? half : Number(z > 0)) },
  sum: { whole: (a) => scalar(sum(a)), takes: 1, bare: true },
  mean: { whole: (a) => scalar(sum(a) / a.data.length), takes: 1, bare: true },
  norm: { whole: (a) => scalar(Math.hypot(...a.data)), takes: 1 },
  diag: { whole: diag, takes: [1, 30], expects: "a vector or numbers", bare: true },
  transpose: { whole: transpose, takes: 1 },
  array: { whole: (a) => a, takes: 1 },
  dot: { whole: (a, b) => dot(a, b) ?? multiply(a, b), takes: 2, expects: "two vectors of the same length" },
  matmul: { whole: (a, b) => dot(a, b) ?? multiply(a, b), takes: 2, expects: "two shapes that fit" },
  outer: { whole: outer, takes: 2, expects: "two vectors" },
  where: { whole: where, takes: 3 },
  ones: { whole: scalars(stretch(1)), takes: [1, 2], expects: SIZE },
  zeros: { whole: scalars(stretch(0)), takes: [1, 2], expects: SIZE },
  eye: {
    whole: scalars((size) => filled(size.data[0], size.data[0], (i, j) => Number(i === j))),
    takes: 1,
    spellings: ["identity"],
    expects: SIZE,
  },
  row: { whole: scalars(row), takes: [1, 30], expects: "numbers" },
  column: {
    whole: scalars((...parts) => transpose(row(...parts))),
    takes: [1, 30],
    spellings: ["col"],
    expects: "numbers",
  },
};
