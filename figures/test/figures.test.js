// The arithmetic of single figures. Their drawings are tested in a browser, against Python.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lineInside } from "../src/figures/activation.js";
import { barDomain } from "../src/bars.js";
import { C, variableColour } from "../src/colours.js";
import { nudgedLog } from "../src/controls.js";
import { descend, diverged, stuck } from "../src/figures/descent.js";
import { multiply } from "../src/figures/jacobian-product.js";
import { entryText } from "../src/readout.js";

const bowl = ([x, y]) => ({ value: [x * x + y * y], jacobian: [[2 * x, 2 * y]] });

test("a descent goes against the gradient", () => {
  const { points, losses } = descend(bowl, [1, 2], 0.25, 2);
  assert.deepEqual(points, [
    [1, 2],
    [0.5, 1],
    [0.25, 0.5],
  ]);
  assert.deepEqual(losses, [5, 1.25, 0.3125]);
  assert.equal(diverged(losses, 2), false);
});

test("a descent that overflows ends there and has diverged", () => {
  const { points, losses } = descend(bowl, [1, 2], 1e200, 10);
  assert.ok(points.length < 11 && points.flat().every(Number.isFinite));
  assert.equal(diverged(losses, 10), true);
});

test("a loss that explodes has diverged", () => {
  const { losses } = descend(bowl, [1, 2], 3, 10);
  assert.equal(diverged(losses, 10), true);
});

test("a descent is stuck where the gradient is exactly zero and the loss is not small", () => {
  assert.equal(stuck([0, -0], 2), true);
  assert.equal(stuck([0, 1e-9], 2), false);
  assert.equal(stuck([0, 0], 1e-9), false);
});

test("an arrow key moves a learning rate in even steps below 0.3", () => {
  const near = (v, wanted) => assert.ok(Math.abs(v - wanted) < 1e-9, `${v} is not ${wanted}`);
  near(nudgedLog(0.1, 10), 0.11);
  near(nudgedLog(0.3, -10), 0.29);
  near(nudgedLog(0.01, 10), 0.02);
  near(nudgedLog(0.01, -10), 0.009);
  near(nudgedLog(0.1, 50), 0.15);
  near(nudgedLog(1, 100), 10);
});

test("a variable has the colour of its letter, and any other name that of an input", () => {
  assert.equal(variableColour("w_{1}"), C.w);
  assert.equal(variableColour("@b"), C.b);
  for (const name of ["x_{2}", "t", "width"]) assert.equal(variableColour(name), C.x);
});

test("only an exact zero is written 0", () => {
  assert.deepEqual(
    [0, -0, 0.001, -0.001, 0.01, -2, NaN].map((v) => entryText(v)),
    ["0", "0", "≈0", "≈0", "0.01", "−2.00", "—"],
  );
});

test("matrices multiply row by column", () => {
  assert.deepEqual(
    multiply(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [[1], [10]],
    ),
    [[21], [43], [65]],
  );
});

test("a line is cut to the square, or misses it", () => {
  assert.deepEqual(lineInside([1, 0], 1, [-3, 3]), [
    [1, -3],
    [1, 3],
  ]);
  assert.deepEqual(
    lineInside([1, 1], 0, [-3, 3]).map((p) => p[0] + p[1]),
    [0, 0],
  );
  assert.equal(lineInside([1, 0], 9, [-3, 3]), null);
  assert.equal(lineInside([0, 0], 1, [-3, 3]), null);
});

test("bars have a range in round steps that holds them", () => {
  const [low, high] = barDomain([1, -3, NaN]);
  assert.ok(low <= -3 && high >= 1);
  assert.deepEqual(barDomain([1.9]), barDomain([0.1]));
});
