// Answers as people write them: what they mean, how they are shown, and where they cannot be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../src/practice/evaluate.js";
import { toTex } from "../src/practice/latex.js";
import { LONGEST, read } from "../src/practice/read.js";
import { shapeOf } from "../src/practice/arrays.js";
import { settleSizes } from "../src/practice/open-sizes.js";

const names = {
  x: [3, 1],
  w: [3, 1],
  X: [4, 3],
  e: [4, 1],
  y: [],
  z: [],
  u1: [],
  theta: [],
  n: "size",
  N: "size",
};
const point = {
  x: [[2], [3], [5]],
  w: [[0.5], [-1], [4]],
  X: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 10],
    [0, 1, -1],
  ],
  e: [[1], [2], [-1], [0.5]],
  y: 3,
  z: -0.7,
  u1: 1.2,
  theta: 0.4,
  n: 3,
  N: 4,
};
const sheet = { names, points: [point], right: { shape: [] }, wrong: [] };

function valueOf(text) {
  const { tree, problem } = read(text, names);
  assert.equal(problem, undefined, `${text}: ${problem?.says}`);
  const value = evaluate(tree, { point, sizes: settleSizes(tree, sheet) });
  return { shape: shapeOf(value), data: value.data };
}

function assertSame(text, shape, data) {
  const value = valueOf(text);
  assert.deepEqual(value.shape, shape, text);
  value.data.forEach((entry, k) =>
    assert.ok(Math.abs(entry - data[k]) < 1e-12, `${text}: ${entry} and ${data[k]}`),
  );
}

const NUMBERS = {
  "6zy": 6 * -0.7 * 3,
  "6*z*y": 6 * -0.7 * 3,
  "6 z y": 6 * -0.7 * 3,
  "6z·y": 6 * -0.7 * 3,
  "6 × z × y": 6 * -0.7 * 3,
  "6 \\cdot z \\cdot y": 6 * -0.7 * 3,
  "3z^2": 3 * 0.49,
  "3z**2": 3 * 0.49,
  "3z²": 3 * 0.49,
  "3 z^{2}": 3 * 0.49,
  "-z^2": -0.49,
  "−z²": -0.49,
  "(-z)^2": 0.49,
  "2^3^2": 512,
  "y^-1": 1 / 3,
  "y⁻¹": 1 / 3,
  "y^(1+1)": 9,
  "2 - -3": 5,
  "2*-3": -6,
  "1/2y": 1.5,
  "1/(2y)": 1 / 6,
  "y/2z": (3 / 2) * -0.7,
  "\\frac{y}{2z}": 3 / (2 * -0.7),
  "½ y": 1.5,
  ".5y": 1.5,
  "1e2": 100,
  "2.*y": 6,
  "sin z": Math.sin(-0.7),
  "sin(z)": Math.sin(-0.7),
  "\\sin z": Math.sin(-0.7),
  "z 2": -1.4,
  "z 2y": -1.4 * 3,
  "y 3z^2": 9 * 0.49,
  "y .5": 1.5,
  "u1 * 2": 2.4,
  "z\\, 2": -1.4,
  "(z + 1)2": 0.6,
  "cos(z) 3y^2": 27 * Math.cos(-0.7),
  "sin z 2": 2 * Math.sin(-0.7),
  "y^(-z) 2": 2 * 3 ** 0.7,
  "y^-z 2": 2 * 3 ** 0.7,
  "y² 2": 18,
  "\\frac{z}{y} 2": -1.4 / 3,
  "[(z 2)]": -1.4,
  "theta 2/N y": 0.6,
  "1/y 2": 2 / 3,
  "sin 2z": Math.sin(-1.4),
  "sin zy": Math.sin(-2.1),
  "sin z y": Math.sin(-0.7) * 3,
  "sin z cos y": Math.sin(-0.7) * Math.cos(3),
  "sin z^2": Math.sin(0.49),
  "sin(z)^2": Math.sin(-0.7) ** 2,
  "sin^2 z": Math.sin(-0.7) ** 2,
  "sin²(z)": Math.sin(-0.7) ** 2,
  "z sin y": -0.7 * Math.sin(3),
  "ln y": Math.log(3),
  "log(y)": Math.log(3),
  "np.log(y)": Math.log(3),
  "\\ln(y)": Math.log(3),
  "ln sin u1": Math.log(Math.sin(1.2)),
  "exp(-z)": Math.exp(0.7),
  "sqrt y": Math.sqrt(3),
  "\\sqrt{y+1}": 2,
  "tanh(z)": Math.tanh(-0.7),
  "max(0, z)": 0,
  "np.maximum(0, y)": 3,
  "relu(z)": 0,
  "sigmoid(z)": 1 / (1 + Math.exp(0.7)),
  "abs(z)": 0.7,
  "2pi": 2 * Math.PI,
  "2 π": 2 * Math.PI,
  "2np.pi": 2 * Math.PI,
  u1: 1.2,
  u_1: 1.2,
  "u_{1}": 1.2,
  theta: 0.4,
  θ: 0.4,
  "\\theta": 0.4,
  "x_1 + x_3": 7,
  "\\mathbf{x}_2": 3,
  "1[z > 0]": 0,
  "1(y > 0)": 1,
  "\\mathbf{1}[y \\ge 3]": 1,
  "(z <= 0)": 1,
  "(y ≥ 3.1)": 0,
  "(y == 3)": 1,
  "(y != 3)": 0,
  "z = 6y": 18,
  "dz/dy = 6y": 18,
  "w^T x": 18,
  "w . x": 18,
  "w @ x": 18,
  "w · x": 18,
  "dot(w, x)": 18,
  "np.dot(w, x)": 18,
  "w.T @ x": 18,
  wᵀx: 18,
  "\\mathbf{w}^T \\mathbf{x}": 18,
  "sum(w * x)": 18,
  "(w*x).sum()": 18,
  "np.sum(w ⊗ x)": 18,
  "sum x": 10,
  "y sum x": 30,
  "mean x": 10 / 3,
  "[4 - 3]": 1,
  "1^T x": 10,
  "ones^T x": 10,
  "ones . x": 10,
  "\\vec{1}^T x": 10,
  "1ᵀ x": 10,
  "mean(x)": 10 / 3,
  "x.mean()": 10 / 3,
  "norm(x)": Math.sqrt(38),
  "np.linalg.norm(x)": Math.sqrt(38),
  n: 3,
  "2/N": 0.5,
};

test("numbers mean what they mean on paper, in NumPy and in LaTeX", () => {
  for (const [text, value] of Object.entries(NUMBERS)) assertSame(text, [], [value]);
});

const ARRAYS = {
  "[6y, y^2]": [
    [1, 2],
    [18, 9],
  ],
  "[6y; y^2]": [
    [2, 1],
    [18, 9],
  ],
  "[[6y], [y^2]]": [
    [2, 1],
    [18, 9],
  ],
  "[[6y, y^2]]": [
    [1, 2],
    [18, 9],
  ],
  "[6y, y^2]^T": [
    [2, 1],
    [18, 9],
  ],
  "[6y, y^2].T": [
    [2, 1],
    [18, 9],
  ],
  "column(6y, y^2)": [
    [2, 1],
    [18, 9],
  ],
  "row(6y, y^2)": [
    [1, 2],
    [18, 9],
  ],
  "[[1, 2], [y, 4]]": [
    [2, 2],
    [1, 2, 3, 4],
  ],
  "[1, 2; y, 4]": [
    [2, 2],
    [1, 2, 3, 4],
  ],
  "\\begin{bmatrix} 1 & 2 \\\\ y & 4 \\end{bmatrix}": [
    [2, 2],
    [1, 2, 3, 4],
  ],
  "x^T": [
    [1, 3],
    [2, 3, 5],
  ],
  "x.T": [
    [1, 3],
    [2, 3, 5],
  ],
  "transpose(x)": [
    [1, 3],
    [2, 3, 5],
  ],
  "x^{T}": [
    [1, 3],
    [2, 3, 5],
  ],
  "2x^Ty": [
    [1, 3],
    [12, 18, 30],
  ],
  "2x": [
    [3, 1],
    [4, 6, 10],
  ],
  "x + w": [
    [3, 1],
    [2.5, 2, 9],
  ],
  "x + 1": [
    [3, 1],
    [3, 4, 6],
  ],
  "x * w": [
    [3, 1],
    [1, -3, 20],
  ],
  "x ⊗ w": [
    [3, 1],
    [1, -3, 20],
  ],
  "x ⊙ w": [
    [3, 1],
    [1, -3, 20],
  ],
  "w / x": [
    [3, 1],
    [0.25, -1 / 3, 0.8],
  ],
  "w ⊘ x": [
    [3, 1],
    [0.25, -1 / 3, 0.8],
  ],
  "1/x": [
    [3, 1],
    [0.5, 1 / 3, 0.2],
  ],
  "x^2": [
    [3, 1],
    [4, 9, 25],
  ],
  "diag(x)": [
    [3, 3],
    [2, 0, 0, 0, 3, 0, 0, 0, 5],
  ],
  "diag(x^T)": [
    [3, 3],
    [2, 0, 0, 0, 3, 0, 0, 0, 5],
  ],
  "np.diag(1/x)": [
    [3, 3],
    [0.5, 0, 0, 0, 1 / 3, 0, 0, 0, 0.2],
  ],
  "\\operatorname{diag}(x)": [
    [3, 3],
    [2, 0, 0, 0, 3, 0, 0, 0, 5],
  ],
  "1^T diag(x)": [
    [1, 3],
    [2, 3, 5],
  ],
  "I x": [
    [3, 1],
    [2, 3, 5],
  ],
  "I_n x": [
    [3, 1],
    [2, 3, 5],
  ],
  "x 1[z < 0]": [
    [3, 1],
    [2, 3, 5],
  ],
  "2 1^T": [
    [1, 3],
    [2, 2, 2],
  ],
  "ones(n)": [
    [3, 1],
    [1, 1, 1],
  ],
  "zeros(1, n)": [
    [1, 3],
    [0, 0, 0],
  ],
  "eye(2)": [
    [2, 2],
    [1, 0, 0, 1],
  ],
  "X^T e": [
    [3, 1],
    [1 + 8 - 7, 2 + 10 - 8 + 0.5, 3 + 12 - 10 - 0.5],
  ],
  "e^T X": [
    [1, 3],
    [2, 4.5, 4.5],
  ],
  "X.T @ e": [
    [3, 1],
    [2, 4.5, 4.5],
  ],
  "e @ X": [
    [1, 3],
    [2, 4.5, 4.5],
  ],
  "x w^T": [
    [3, 3],
    [1, -2, 8, 1.5, -3, 12, 2.5, -5, 20],
  ],
  "x * w^T": [
    [3, 3],
    [1, -2, 8, 1.5, -3, 12, 2.5, -5, 20],
  ],
  "np.outer(x, w)": [
    [3, 3],
    [1, -2, 8, 1.5, -3, 12, 2.5, -5, 20],
  ],
  "np.where(x > 2.5, w, 0)": [
    [3, 1],
    [0, -1, 4],
  ],
  "(x > 2.5) * w": [
    [3, 1],
    [0, -1, 4],
  ],
  "diag x": [
    [3, 3],
    [2, 0, 0, 0, 3, 0, 0, 0, 5],
  ],
  "diag(1.5, -0.8)": [
    [2, 2],
    [1.5, 0, 0, -0.8],
  ],
  "x * I": [
    [3, 1],
    [2, 3, 5],
  ],
  "[4 3 -1]": [
    [1, 3],
    [4, 3, -1],
  ],
  "[4 3; 1/2  1.5 ;]": [
    [2, 2],
    [4, 3, 0.5, 1.5],
  ],
  "[4 - 3, 1]": [
    [1, 2],
    [1, 1],
  ],
  "[w^T, 1]": [
    [1, 4],
    [0.5, -1, 4, 1],
  ],
  "[w; 1]": [
    [4, 1],
    [0.5, -1, 4, 1],
  ],
};

test("rows, columns and matrices are told apart", () => {
  for (const [text, [shape, data]] of Object.entries(ARRAYS)) assertSame(text, shape, data);
});

test("a formula of two products is read from left to right", () => {
  const left = valueOf("2/N X^T (X x - e)");
  const right = valueOf("(2/N) (X^T (X x - e))");
  assert.deepEqual(left, right);
});

const SHOWN = {
  "6z*y": "6 z y",
  "z*2": "z \\cdot 2",
  "cos(z) 3y^2": "\\cos\\left(z\\right) \\cdot 3 y^{2}",
  "3z**2": "3 z^{2}",
  "z/(2y)": "\\frac{z}{2 y}",
  "(z + 1)/y": "\\frac{z + 1}{y}",
  "2(z + 1)": "2 \\left(z + 1\\right)",
  "z - (y - 1)": "z - \\left(y - 1\\right)",
  "(-z)^2": "\\left(-z\\right)^{2}",
  "-z^2": "-z^{2}",
  "sin^2 z": "\\sin^{2}\\left(z\\right)",
  "sqrt(z)": "\\sqrt{z}",
  "w.x": "\\mathbf{w} \\cdot \\mathbf{x}",
  "w*x": "\\mathbf{w} \\otimes \\mathbf{x}",
  "w/x": "\\mathbf{w} \\oslash \\mathbf{x}",
  "x^T": "\\mathbf{x}^T",
  "(w + x)^T": "\\left(\\mathbf{w} + \\mathbf{x}\\right)^T",
  "1^T": "\\vec{1}^T",
  "diag(x)": "\\operatorname{diag}\\left(\\mathbf{x}\\right)",
  "1[z>0]": "\\mathbf{1}\\left[z > 0\\right]",
  "[z; y]": "\\begin{bmatrix}z \\\\ y\\end{bmatrix}",
  u1: "u_{1}",
  theta: "\\theta",
  "2pi": "2 \\pi",
  x_2: "x_{2}",
};

test("the preview shows how an answer was read", () => {
  for (const [text, tex] of Object.entries(SHOWN))
    assert.equal(toTex(read(text, names).tree, names), tex, text);
});

// What cannot be read: where, and a part of what is said.
const UNREADABLE = {
  "3z^": [[2, 3], "stops here"],
  "6(z": [[1, 2], "never closed"],
  "6z)": [[2, 3], "never opened"],
  "[z, y)": [[5, 6], "needs `]`"],
  "6zq": [[2, 3], "`q` is no name of this question"],
  "foo(z)": [[0, 3], "`foo` is no name"],
  constructor: [[0, 11], "no name"],
  __proto__: [[0, 1], "index"],
  "z'": [[1, 2], "prime"],
  "|z|": [[0, 1], "abs"],
  x_i: [[1, 2], "x_1"],
  "(z, y)": [[2, 3], "`[a; b]` is a column"],
  "z y.": [[3, 4], "full stop"],
  z2: [[1, 2], "write `*` for a product"],
  "2 3": [[2, 3], "write `*` for a product"],
  "2\\, 3": [[4, 5], "write `*` for a product"],
  "z^2 3": [[4, 5], "write `*` for a product"],
  "z 1 000": [[4, 5], "write `*` for a product"],
  "[z 2]": [[3, 4], "a comma between two entries"],
  "[sin(z) 3y^2]": [[8, 9], "a comma between two entries"],
  "z.5": [[2, 3], "write `*` for a product"],
  "3 * / z": [[4, 5], "a number"],
  $z$: [[0, 1], "dollar"],
  "∂f": [[0, 1], "derivative"],
  "<img src=x onerror=alert(1)>": [[0, 1], "`<`"],
  sin: [[2, 3], "stops here"],
  "": [[0, 0], "stops here"],
};

test("what cannot be read is pointed at, and said in words", () => {
  for (const [text, [at, words]] of Object.entries(UNREADABLE)) {
    const { problem } = read(text, names);
    assert.ok(problem, text);
    assert.deepEqual(problem.at, at, `${text}: ${problem.says}`);
    assert.ok(problem.says.includes(words), `${text}: ${problem.says}`);
  }
});

const SENSELESS = {
  "x + X": "equal shapes",
  "w x": "`w^T x`",
  "X w^T": "does not fit",
  "max(z)": "takes 2 arguments",
  "sin(x, w)": "takes one argument",
  "diag(X)": "a vector",
  "diag(x, w)": "a vector or numbers",
  "x I": "does not fit",
  "ones(-1)": "a size",
  "ones(1000000)": "a size",
  "sin^-1 z": "two ways",
  "[[1, 2], [3]]": "different lengths",
};

test("shapes that do not fit are refused in words that say what to write", () => {
  for (const [text, words] of Object.entries(SENSELESS)) {
    const { tree } = read(text, names);
    assert.throws(
      () => evaluate(tree, { point, sizes: settleSizes(tree, sheet) }),
      ({ message, at }) => message.includes(words) && at.length === 2,
      text,
    );
  }
});

test("a bracket, a chain and a text that are too long are refused by their length", () => {
  assert.match(read("(".repeat(40) + "z" + ")".repeat(40), names).problem.says, /more than 30 brackets/);
  assert.match(read("z+".repeat(300) + "z", names).problem.says, /too involved/);
  assert.match(read("z".repeat(LONGEST + 1), names).problem.says, new RegExp(`${LONGEST + 1} characters`));
  assert.match(read("-".repeat(999) + "z", names).tree.type, /negate/);
});
