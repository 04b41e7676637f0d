// The judge: right answers in any form, mistakes by their names, and how far the rest is right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../src/practice/judge.js";
import {
  diagonal,
  elementwise,
  gradient,
  partial,
  scalars,
  sheetOf,
  sum,
  vectors,
} from "./practice-sheets.js";

const kinds = (sheet, expected) => {
  for (const [answer, kind] of Object.entries(expected)) {
    const found = judge(sheet, answer);
    assert.equal(found.mistake ?? found.kind, kind, `${answer}: ${found.says}`);
  }
};

test("right answers are right in every form", () => {
  for (const text of ["6xy", "6*x*y", "2*3*x*y", "6yx", "12xy/2", "(x + y)^2*3 - 3x^2 - 3y^2", "6 x / (1/y)"])
    assert.equal(judge(partial, text).verdict, "right", text);
  for (const text of [
    "[6xy, 3x^2]",
    "3x[2y, x]",
    "[6xy; 3x^2]^T",
    "\\begin{bmatrix}6xy & 3x^2\\end{bmatrix}",
  ])
    assert.equal(judge(gradient, text).verdict, "right", text);
  for (const text of ["diag(x)", "I diag(x)", "diag(x) I", "diag(x)^T"])
    assert.equal(judge(elementwise, text).verdict, "right", text);
  for (const text of ["1^T", "ones^T", "ones(n)^T", "[1, 1, 1]", "1^T I", "x^T diag(1/x)"])
    assert.equal(judge(sum, text).verdict, "right", text);
});

test("known mistakes are named, with what they say and where to read", () => {
  kinds(partial, { "3x^2": "partial/other-variable", "6x^2y": "partial/power-kept" });
  kinds(gradient, { "[3x^2, 6xy]": "gradient/swapped" });
  kinds(elementwise, { "diag(w)": "elementwise/other-operand", I: "elementwise/identity" });
  const { says, see, seeTitle } = judge(partial, "3x^2");
  assert.deepEqual(
    [says, see, seeTitle],
    ["This is partial/other-variable.", "chapter.html#place", "The chapter: place"],
  );
});

test("a wrong shape is said first, then the mistake that has it", () => {
  const column = judge(gradient, "[6xy; 3x^2]");
  assert.deepEqual([column.kind, column.mistake], ["shape", "gradient/column"]);
  assert.equal(column.says, "Your answer is a column (2 × 1).\n\nThis is gradient/column.");
  assert.match(
    judge(gradient, "[x; y]").says,
    /column \(2 × 1\)\. In numerator layout a gradient is a row, 1 × 2/,
  );
  assert.match(judge(sum, "x").says, /column \(n × 1\).*1 × n/);
  assert.equal(judge(sum, "n").mistake, "sum/length");
  assert.equal(judge(gradient, "x").kind, "shape");
  const unknown = judge(gradient, "x");
  assert.deepEqual([unknown.mistake, unknown.seeTitle], [null, "Shapes at a glance"]);
  assert.match(unknown.says, /^Your answer is a single number\. In numerator layout a gradient is a row/);
});

test("two mistakes that give the same are not named", () => {
  const twins = sheetOf("partial", scalars, [], ({ x }) => 2 * x, {
    "a/one": ({ x }) => x * x,
    "a/two": ({ x }) => x ** 2,
  });
  assert.equal(judge(twins, "x^2").mistake, null);
});

test("of another wrong answer it says how far it is right", () => {
  kinds(partial, {
    "-6xy": "sign",
    "5xy": "factor",
    "6x": "missing",
    "6xy^2": "extra",
    "6xy + 1": "term",
    "6.0001xy": "rounded",
    "x + y": "value",
    7: "constant",
    "ln(-x)": "undefined",
    "1/0": "undefined",
    "10^10^10": "undefined",
  });
  const half = judge(gradient, "[6xy, 3y]");
  assert.deepEqual([half.kind, half.entries], ["entries", [[0, 0]]]);
  assert.match(half.says, /1 of the 2 entries is right\. Look again at the second\./);
  assert.match(judge(elementwise, "diag(2x + 1)").says, /off the diagonal are right/);
  assert.match(judge(elementwise, "x 1^T").says, /The diagonal is right/);
});

test("no generic sentence contains the right answer", () => {
  for (const text of ["-6xy", "5xy", "6x", "6xy^2", "6xy + 1", "x + y", "x^", "ln(-x)"])
    assert.doesNotMatch(judge(partial, text).says, /6/, text);
});

test("an answer that is right by luck at three points is found out", () => {
  const lucky = `6xy + ${scalars
    .slice(0, 3)
    .map(({ x }) => `(x - ${x})`)
    .join("*")}`;
  assert.equal(judge(partial, lucky).verdict, "wrong");
});

test("an answer that is undefined at some points is judged at the others", () => {
  const [first] = scalars;
  assert.equal(judge(partial, `6xy (x - ${first.x})/(x - ${first.x})`).verdict, "right");
  assert.equal(judge(partial, `3x^2 (x - ${first.x})/(x - ${first.x})`).mistake, "partial/other-variable");
});

test("numbers are right to the digits that are written, and three are needed", () => {
  const value = sheetOf("value", scalars.slice(0, 1), [1, 2], () => [1 / 3, 12]);
  kinds(value, {
    "[1/3, 12]": "right",
    "[0.333, 12]": "right",
    "[0.3333333, 12]": "right",
    "[0.33, 12]": "digits",
    "[0.334, 12]": "entries",
    "[-1/3, -12]": "sign",
    "[1/3, 13]": "entries",
  });
});

test("a wrong number is not compared at points, and of its sign it is said where that is all", () => {
  const number = sheetOf("value", scalars.slice(0, 1), [], () => -16 / 3);
  assert.match(judge(number, "7").says, /^That is not the number\./);
  for (const text of ["16/3", "5.33"])
    assert.equal(judge(number, text).says, "The size is right, the sign is not.");
  assert.match(judge(partial, "x + y").says, /At the points tried/);
});

test("sizes are called by name, and by number where the question's numbers are given", () => {
  const given = sheetOf("value", vectors.slice(0, 1), [3, 3], ({ x }) => diagonal(x.flat()));
  assert.match(judge(elementwise, "w x").says, /a column \(n × 1\) and a column \(n × 1\)/);
  assert.match(judge(given, "w x").says, /a column \(3 × 1\) and a column \(3 × 1\)/);
  assert.match(judge(given, "[1; 2; 3]").says, /^Your answer is a column \(3 × 1\)\..* 3 × 3/);
});

test("shapes that do not fit were read, and are told from what cannot be read", () => {
  const found = judge(elementwise, "w x");
  assert.deepEqual([found.verdict, found.kind], ["unreadable", "shapes"]);
  assert.match(found.says, /^The shapes do not fit\. /);
  for (const text of ["w x", "x I", "w + I"])
    assert.match(judge(elementwise, text).says, /`diag\(\.\.\.\)`/, text);
  assert.doesNotMatch(judge(elementwise, "diag(w x)").says, /`diag\(\.\.\.\)`/);
  assert.doesNotMatch(judge(sum, "w x").says, /`diag\(\.\.\.\)`/);
  assert.match(judge(elementwise, "x I").says, /a column \(n × 1\) and a matrix \(n × n\)/);
  assert.equal(judge(elementwise, "sin^-1 x").kind, "parse");
});

test("the identity may stand on either side of a sign for products", () => {
  assert.deepEqual(judge(elementwise, "x*I").says, judge(elementwise, "I*x").says);
  assert.equal(judge(elementwise, "x*(I)").mistake, "elementwise/column");
});

test("a gap where a comma may be missing is pointed out", () => {
  for (const text of ["[x y]", "[x y]^T"])
    assert.match(judge(gradient, text).says, /by commas: `\[a, b\]`/, text);
  assert.match(judge(sum, "[w x]").says, /by commas/);
  assert.doesNotMatch(judge(gradient, "[xy]").says, /by commas/);
  assert.doesNotMatch(judge(gradient, "[x y, x]").says, /by commas/);
});

test("a vector where ones should stand is no factor too many", () => {
  assert.equal(judge(sum, "x^T").kind, "value");
  assert.equal(judge(sum, "z 1^T").kind, "extra");
});

test("a letter e that was no name is explained, where the answer is wrong", () => {
  const explained = (sheet, text) => judge(sheet, text).says.includes("Euler's number 2.718");
  for (const text of ["e", "e x", "x - e y", "3 e"]) assert.ok(explained(partial, text), text);
  for (const text of ["e^x", "e**x", "e ^ x", "e²", "exp(x)", "x"])
    assert.ok(!explained(partial, text), text);
  const named = { ...partial, names: { ...partial.names, e: [] } };
  named.points = partial.points.map((point) => ({ ...point, e: 2 }));
  assert.ok(!explained(named, "e x"));
});

test("in code, NumPy's vectors are neither rows nor columns", () => {
  const code = sheetOf("code", vectors, [1, 3], ({ w, z }) => w.flat().map((entry) => (z > 0 ? entry : 0)));
  for (const text of ["(z > 0) * w", "np.where(z > 0, w, 0)", "w.T * (z > 0)", "np.where(z > 0, 1, 0) * w"])
    assert.equal(judge(code, text).verdict, "right", text);
});

test("values computed elsewhere are judged alike", () => {
  const { values } = gradient.right;
  assert.equal(judge(gradient, { shape: [1, 2], values }).verdict, "right");
  assert.equal(judge(gradient, { shape: [2, 1], values }).mistake, "gradient/column");
  assert.equal(
    judge(gradient, { shape: [1, 2], values: gradient.wrong[1].values }).mistake,
    "gradient/swapped",
  );
});

test("nothing, or spaces, is no answer", () => {
  assert.equal(judge(partial, "").verdict, "empty");
  assert.equal(judge(partial, "  ").verdict, "empty");
});

const options = {
  options: [
    { text: "A row", right: true, says: "", mistake: null },
    { text: "A column", right: false, says: "Rows are outputs.", mistake: "gradient/column", see: "a.html" },
    { text: "One row", right: true, says: "", mistake: null },
    { text: "Something else", right: false, says: "", mistake: null },
  ],
};

test("a choice is right when it is all that holds and nothing else", () => {
  assert.equal(judge(options, [0, 2]).verdict, "right");
  assert.equal(judge(options, [2, 0]).verdict, "right");
  assert.equal(judge(options, 0).kind, "incomplete");
  assert.equal(judge(options, "A row").kind, "incomplete");
  assert.equal(judge(options, [0, 1, 2]).mistake, "gradient/column");
  assert.equal(judge(options, [3]).kind, "choice");
  assert.equal(judge(options, []).verdict, "empty");
  for (const nonsense of [7, -1, 0.5, "no such option", [null], {}])
    assert.equal(judge(options, nonsense).verdict, "unreadable");
});

test("an order is right up to lines of the same text, and is told how far it goes", () => {
  const order = { steps: ["first", "same", "same", "last"] };
  assert.equal(judge(order, [0, 1, 2, 3]).verdict, "right");
  assert.equal(judge(order, [0, 2, 1, 3]).verdict, "right");
  assert.match(judge(order, [0, 1, 3, 2]).says, /first 2 lines are in place/);
  assert.match(judge(order, [3, 1, 2, 0]).says, /Something else comes first/);
  for (const nonsense of [[0, 1], [0, 0, 1, 2], "0123", null])
    assert.equal(judge(order, nonsense).verdict, "unreadable");
});

const size = {
  right: { size: ["m", "n"] },
  wrong: [{ mistake: "jacobian/transpose", size: ["n", "m"], says: "Exchanged." }],
};

test("a shape is read in many forms", () => {
  for (const text of ["m x n", "m×n", "m * n", "(m, n)", "[m,n]", "m by n", "m \\times n"])
    assert.equal(judge(size, text).verdict, "right", text);
  for (const parts of [
    ["m", "n"],
    ["m x n", ""],
    ["", "m x n"],
  ])
    assert.equal(judge(size, parts).verdict, "right", String(parts));
  assert.equal(judge(size, ["m", ""]).verdict, "unreadable");
  assert.equal(judge(size, "n x m").mistake, "jacobian/transpose");
  assert.match(judge(size, "m x m").says, /number of rows is right/);
  assert.equal(judge(size, "2 x 3").kind, "size");
  assert.equal(judge(size, "a lot").verdict, "unreadable");
  assert.equal(judge(size, "m x ").verdict, "unreadable");
  assert.equal(judge(size, "").verdict, "empty");
  assert.equal(judge({ right: { size: [1, 1] }, wrong: [] }, "a scalar").verdict, "right");
});

test("every verdict has the same fields", () => {
  const fields = Object.keys(judge(partial, "6xy")).sort();
  for (const found of [judge(partial, "x^"), judge(partial, ""), judge(size, "m x m"), judge(options, [3])])
    assert.deepEqual(Object.keys(found).sort(), fields);
});
