import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowMove, clamp, grain, handle, settle } from "../src/grip.js";

test("values are rounded to a grain that suits their range", () => {
  assert.equal(grain([-3, 3]), 0.01);
  assert.equal(grain([0, 50]), 0.1);
  assert.equal(settle(0.30000000000000004, [-3, 3]), 0.3);
  assert.equal(settle(1.23456, [-3, 3]), 1.23);
  assert.equal(settle(1234.4, [0, 5000]), 1230);
  assert.equal(settle(0, [-3, 3]), 0);
});

test("values stay inside their range", () => {
  assert.equal(settle(99, [-3, 3]), 3);
  assert.equal(settle(-99, [-3, 3]), -3);
  assert.equal(clamp(0.5, [0, 1]), 0.5);
});

test("arrow keys move ten grains, with shift fifty; other keys do not", () => {
  assert.deepEqual(arrowMove({ key: "ArrowLeft" }), [-10, 0]);
  assert.deepEqual(arrowMove({ key: "ArrowUp", shiftKey: true }), [0, 50]);
  assert.equal(arrowMove({ key: "Tab" }), null);
});

test("a handle says what it is", () => {
  const { attributes } = handle({
    x: 1,
    y: 2,
    name: "point x",
    now: 3,
    range: [0, 5],
    text: "3.00",
    axis: "y",
  });
  assert.equal(attributes.role, "slider");
  assert.equal(attributes.tabindex, 0);
  assert.equal(attributes["aria-valuenow"], 3);
  assert.equal(attributes["aria-orientation"], "vertical");
});

test("a handle without a place is put out of sight, not at NaN", () => {
  assert.doesNotMatch(handle({ x: NaN, y: 2, range: [0, 1] }).attributes.transform, /NaN/);
});
