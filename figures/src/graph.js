// A graph of intermediate variables, drawn downward: values in the boxes, local derivatives on the arrows. Python has
// laid it out (mcalc_helpers/interactive/graph_layout.py); here only the numbers and the emphasis change.

import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number } from "./format.js";
import { panel, scrolling } from "./plot.js";

const LINE = 18; // between two lines of text
const HEAD = 9;

/** Lines of text around a point. All but the last are made once; the last one ends in a number. */
function lines({ lines: texts, x, y }, settings) {
  const top = y - ((texts.length - 1) * LINE) / 2 + 5;
  const at = (k) => ({ x, y: top + k * LINE, "text-anchor": "middle", ...settings });
  const last = texts.length - 1;
  const still = texts.slice(0, last).map((text, k) => label(text, at(k)));
  return (value) => [still, label(`${texts[last]} `, { ...at(last), tail: number(value) })];
}

/** The way of an arrow: lines through the rows, curves between them. */
export function wayPath(way) {
  const steps = way.slice(1).map(([x, y], k) => {
    const [before, above] = way[k];
    const middle = (above + y) / 2;
    return k % 2 ? `C${before} ${middle} ${x} ${middle} ${x} ${y}` : `L${x} ${y}`;
  });
  return `M${way[0].join(" ")}${steps.join("")}`;
}

/**
 * The drawing of a graph: a function from the values of its nodes and the slopes of its edges to a panel.
 * `nodeColour(k)` and `link(e)` hold for good; `strong(e)` tells whether an edge stands out now, `colour(e)` its colour.
 */
export function graphPanel({ picture }, name, { nodeColour, link }) {
  const { width, height } = picture;
  const boxes = picture.boxes.map((box, k) => {
    const { x, y } = box;
    const text = lines(box, { fill: C.ink, size: 14 });
    const rim = h("rect", {
      x: x - box.width / 2,
      y: y - box.height / 2,
      width: box.width,
      height: box.height,
      rx: 8,
      fill: C.paper,
      stroke: nodeColour(k),
      "stroke-width": 2.5,
    });
    return (value) => h("g", null, rim, text(value));
  });
  const arrows = picture.arrows.map((edge, e) => {
    const text = lines(edge, { fill: "currentColor", size: 13 });
    const [x, y] = edge.way[edge.way.length - 1];
    const ways = [...edge.way.slice(0, -1), [x, y - HEAD]];
    const still = [
      h("path", {
        d: wayPath(ways),
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 2,
        class: "mc-mark",
      }),
      h("path", { d: `M${x} ${y - 2}l-5 ${-HEAD}h10Z`, fill: "currentColor" }),
      // The label stands on its arrow, which is hidden behind it.
      h("rect", {
        x: edge.x - edge.width / 2,
        y: edge.y - edge.height / 2,
        width: edge.width,
        height: edge.height,
        fill: C.paper,
      }),
    ];
    return (slope, colour, strong) =>
      h(
        "g",
        { "data-link": link(e), class: strong ? "mc-linked mc-strong" : "mc-linked", color: colour },
        still,
        text(slope),
      );
  });
  return (values, slopes, { colour, strong = () => false }) => {
    const drawing = panel(
      { width, height, name },
      arrows.map((draw, e) => draw(slopes[e], colour(e), strong(e))),
      boxes.map((draw, k) => draw(values[k])),
    );
    return scrolling(drawing, width, name);
  };
}
