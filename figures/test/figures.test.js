// The arithmetic of single figures. Their drawings are tested in a browser, against Python.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lineInside } from "../src/figures/activation.js";
import { barDomain } from "../src/bars.js";
import { descend, diverged } from "../src/figures/descent.js";
import { multiply } from "../src/figures/jacobian-product.js";

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
