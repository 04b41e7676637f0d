import assert from "node:assert/strict";
import { test } from "node:test";
import { staticText } from "../src/dom.js";
import { levels } from "../src/levels.js";
import { arrow, axes, path, robustDomain, sample, steadyAxes, withGaps } from "../src/plot.js";

const plot = () => axes({ box: [0, 0, 100, 100], x: [0, 1], y: [0, 1] });

test("a curve is interrupted where the function is undefined", () => {
  const { sx, sy } = plot();
  const d = path(
    [
      [0, 0],
      [0.2, 0.2],
      [0.4, NaN],
      [0.6, 0.6],
      [0.8, 0.8],
    ],
    sx,
    sy,
  );
  assert.equal(d.match(/M/g).length, 2);
  assert.doesNotMatch(d, /NaN/);
});

test("a curve is interrupted where it shoots out of sight", () => {
  const { sx, sy } = plot();
  assert.equal(
    path(
      [
        [0, 0],
        [0.5, 1e6],
        [1, 0],
      ],
      sx,
      sy,
    ).match(/M/g).length,
    2,
  );
});

test("samples reach both ends", () => {
  const points = sample((t) => 2 * t, [1, 3], 4);
  assert.deepEqual(points[0], [1, 2]);
  assert.deepEqual(points[4], [3, 6]);
});

test("a curve has a gap where it jumps, and none where it is steep", () => {
  const { sx, sy } = plot();
  const pieces = (f) => path(withGaps(sample(f, [-1, 1], 20), f), sx, sy).match(/M/g).length;
  assert.equal(
    pieces((t) => Number(t > 0)),
    2,
  );
  assert.equal(
    pieces((t) => Number(t > 0.123) + Number(t > -0.4)),
    3,
  );
  assert.equal(
    pieces((t) => Math.tanh(50 * t)),
    1,
  );
  assert.equal(
    pieces((t) => Math.abs(t)),
    1,
  );
  const step = (t) => Number(t > 0);
  assert.deepEqual(withGaps(sample(step, [-1, 1], 2), step).slice(0, 2), [
    [-1, 0],
    [0, 0],
  ]);
});

test("an arrow of no length is a dot, one to nowhere is nothing", () => {
  assert.match(staticText(arrow([1, 1], [1, 1], { colour: "red" })), /circle/);
  assert.equal(arrow([1, 1], [NaN, 1], { colour: "red" }), null);
});

test("a few extremes do not stretch an axis", () => {
  const [low, high] = robustDomain([...Array(200).keys()].map((i) => i / 200).concat([1e9]), 0);
  assert.ok(low < 0.1 && high < 2);
  assert.deepEqual(robustDomain([NaN, Infinity]), [-1, 1]);
  const [a, b] = robustDomain([5, 5], 0);
  assert.ok(a < 5 && b > 5);
});

test("level curves leave out what is undefined and are never broken", () => {
  const window = [
    [0, 1],
    [0, 1],
  ];
  const text = staticText(levels(([x, y]) => (x < 0.5 ? NaN : x + y), window, plot()));
  assert.match(text, /<path/);
  assert.doesNotMatch(text, /NaN/);
});

test("level curves of a constant are no error", () => {
  assert.doesNotMatch(
    staticText(
      levels(
        () => 1,
        [
          [0, 1],
          [0, 1],
        ],
        plot(),
      ),
    ),
    /NaN/,
  );
});

test("steady axes are made anew only when a setting differs", () => {
  const over = steadyAxes({ box: [0, 0, 100, 100], x: [0, 1] });
  const first = over({ y: [0, 2], yName: "y" });
  assert.equal(over({ y: [0, 2], yName: "y" }), first);
  assert.deepEqual(over({ y: [0, 4], yName: "y" }).sy.domain(), [0, 4]);
});

test("under another name the marks of the axes are the very same nodes", () => {
  const { frame, framed } = steadyAxes({ box: [0, 0, 100, 100], x: [0, 1], y: [0, 1], yName: "f" })({});
  const renamed = framed(null, "g");
  const marks = frame.children.length - 2;
  assert.ok(marks > 10);
  for (let i = 0; i < marks; i++) assert.equal(renamed.children[i], frame.children[i]);
  assert.notDeepEqual(renamed.children.at(-1), frame.children.at(-1));
});
