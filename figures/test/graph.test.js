import assert from "node:assert/strict";
import { test } from "node:test";
import { slider } from "../src/controls.js";
import { staticText } from "../src/dom.js";
import { derivative, formula, label, pieces } from "../src/format.js";
import { graphPanel, wayPath } from "../src/graph.js";

const box = (lines, y) => ({ lines, x: 100, y, width: 60, height: 28 });
const picture = {
  width: 340,
  height: 150,
  boxes: [box(["x ="], 20), box(["y", "= x^{2} ="], 130)],
  arrows: [
    {
      ...box(["dy/dx ="], 75),
      way: [
        [100, 34],
        [100, 60],
        [100, 70],
        [100, 80],
        [100, 100],
        [100, 116],
      ],
    },
  ],
};
const settings = { nodeColour: () => "red", link: (e) => `e${e}` };

test("a graph shows the values in its boxes and the slopes on its arrows", () => {
  const draw = graphPanel({ picture }, "a graph", settings);
  const words = staticText(draw([3, 9], [6], { colour: () => "blue" })).replace(/<[^>]*>/g, "");
  assert.equal(words, "dy/dx = 6.00x = 3.00y= x2 = 9.00");
});

test("only a wide graph scrolls", () => {
  const draw = (width) =>
    graphPanel({ picture: { ...picture, width } }, "a graph", settings)([1, 1], [2], {
      colour: () => "blue",
    });
  assert.equal(draw(340).tag, "svg");
  assert.equal(draw(341).attributes.class, "mc-scroll");
});

test("what does not change between two drawings is the same node", () => {
  const draw = graphPanel({ picture }, "a graph", settings);
  const style = { colour: () => "blue" };
  const rim = (tree) => tree.children.at(-1).children[0];
  assert.equal(rim(draw([1, 1], [2], style)), rim(draw([3, 9], [6], style)));
  const draws = slider({ name: "x", words: "x", domain: [-1, 1] });
  assert.equal(draws(0, () => {}).children[2], draws(1, () => {}).children[2]);
  assert.equal(label("x_{1}", { x: 1 }).children[0], label("x_{1}", { x: 2 }).children[0]);
  assert.equal(formula("a^{b}").children[1], formula("a^{b}").children[1]);
});

test("a way alternates between lines and curves", () => {
  assert.equal(
    wayPath([
      [0, 0],
      [0, 4],
      [6, 10],
      [6, 12],
    ]),
    "M0 0L0 4C0 7 6 7 6 10L6 12",
  );
});

test("a word keeps a distance from its d, and its underscores", () => {
  assert.equal(derivative("cost", "x"), "d\u202fcost/d\u2062x");
  const words = pieces("a_day_out").map(({ text }) => text);
  assert.equal(words.join(""), "a_day_out");
});
