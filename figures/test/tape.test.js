import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, differentiable } from "../src/tape.js";

test("a tape is run on numbered registers", () => {
  const f = compile({
    inputs: 2,
    code: [
      ["*", 0, 1],
      ["constant", 3],
      ["+", 2, 3],
    ],
    outputs: [4, 2],
  });
  assert.deepEqual(f([2, 5]), [13, 10]);
  assert.deepEqual(f([0, 0]), [3, 0]);
});

test("values come first, then the Jacobian row by row", () => {
  const f = differentiable({ inputs: 2, code: [["constant", 7]], outputs: [0, 1, 2, 2, 0, 1] });
  assert.deepEqual(f([1, 2]), {
    value: [1, 2],
    jacobian: [
      [7, 7],
      [1, 2],
    ],
  });
});

test("conditions, kinks and jumps follow the book", () => {
  const f = compile({
    inputs: 1,
    code: [
      ["step", 0],
      ["spike", 0],
      ["constant", 0],
      ["max", 0, 3],
    ],
    outputs: [1, 2, 4],
  });
  assert.deepEqual(f([-1]), [0, 0, 0]);
  assert.deepEqual(f([0]), [0, NaN, 0]);
  assert.deepEqual(f([2]), [1, 0, 2]);
});

test("undefined values pass through a choice that does not take them", () => {
  const f = compile({
    inputs: 1,
    code: [
      ["log", 0],
      ["constant", 0],
      [">", 0, 2],
      ["where", 3, 1, 2],
    ],
    outputs: [4],
  });
  assert.deepEqual(f([-1]), [0]);
  assert.deepEqual(f([1]), [0]);
});
