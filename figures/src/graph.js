// A graph of intermediate variables, drawn downward: values at the nodes, local derivatives at the edges.

import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number } from "./format.js";
import { arrow } from "./plot.js";

const TOP = 30;
const STEP = 84;
const RADIUS = 19;

/** The height of a panel for this graph. */
export const graphHeight = ({ nodes }) => TOP + STEP * Math.max(...nodes.map((node) => node.layer)) + 34;

/** Where the nodes stand: one above the other, side by side where a level has several. */
function places({ nodes }) {
  const levelOf = ({ layer }) => nodes.filter((other) => other.layer === layer);
  const column = nodes.every((node) => levelOf(node).length === 1);
  return nodes.map((node, k) => {
    const level = levelOf(node);
    const y = TOP + node.layer * STEP;
    if (level.length === 1) return { x: column ? 118 : 170, y, side: 1 };
    const index = nodes.slice(0, k).filter((other) => other.layer === node.layer).length;
    const x = 108 + (index * 124) / (level.length - 1);
    return { x, y, side: x < 170 ? -1 : 1 };
  });
}

/** An edge that leaps over levels goes round them on the left. */
function bent(a, b, levels) {
  const x = Math.min(a.x, b.x) - 34 - 22 * levels;
  const middle = { x: (a.x + b.x + 2 * x) / 4, y: (a.y + b.y) / 2 };
  return { middle, control: { x, y: middle.y } };
}

/**
 * The tree of a graph. `values` of its nodes, `slopes` of its edges; `edge(e)` gives { colour, strong, link, sign } where
 * sign is "d" or "∂"; `node(k)` gives { colour, link }.
 */
export function drawGraph(graph, values, slopes, { edge, node }) {
  const at = places(graph);
  const lines = graph.edges.map(({ from, to, formula }, e) => {
    const [a, b] = [at[from], at[to]];
    const { colour, strong, link, sign } = edge(e);
    const levels = graph.nodes[to].layer - graph.nodes[from].layer;
    const width = strong ? 4 : 2;
    const attributes = { "data-link": link, class: "mc-linked" };
    const name = (who) => graph.nodes[who].name;
    const ratio = sign === "d" ? `d\u2062${name(to)}/d\u2062${name(from)}` : `∂${name(to)}/∂${name(from)}`;
    if (levels > 1) {
      const { middle, control } = bent(a, b, levels);
      const end = { x: b.x - RADIUS, y: b.y - 4 };
      const d = `M${a.x - RADIUS} ${a.y + 4}Q${control.x} ${control.y} ${end.x - 7} ${end.y - 5}`;
      return h(
        "g",
        attributes,
        h("path", { d, fill: "none", stroke: colour, "stroke-width": width, class: "mc-mark" }),
        arrow([end.x - 9, end.y - 7], [end.x, end.y], { colour, width, head: 9 }),
        label(`${ratio} = ${formula}`, {
          x: 8,
          y: middle.y - 4,
          fill: colour,
          size: 13,
          halo: C.paper,
        }),
        label(`= ${number(slopes[e])}`, {
          x: 8,
          y: middle.y + 13,
          fill: colour,
          size: 13,
          halo: C.paper,
        }),
      );
    }
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    // Beside a slanted edge, the label stands on the outer side and leaves out the ratio: there is less room.
    const slanted = a.x !== b.x;
    const side = slanted && Math.min(a.side, b.side) < 0 ? -1 : 1;
    const x = (a.x + b.x) / 2 + side * 12;
    const words = `${slanted ? "" : `${ratio} = `}${formula} = ${number(slopes[e])}`;
    return h(
      "g",
      attributes,
      arrow([a.x + ux * RADIUS, a.y + uy * RADIUS], [b.x - ux * (RADIUS + 3), b.y - uy * (RADIUS + 3)], {
        colour,
        width,
        class: "mc-mark",
      }),
      label(words, {
        x,
        y: (a.y + b.y) / 2 + 4,
        "text-anchor": side > 0 ? "start" : "end",
        fill: colour,
        size: 13,
        halo: C.paper,
      }),
    );
  });
  const circles = graph.nodes.map(({ name, formula }, k) => {
    const { x, y, side } = at[k];
    const { colour, link } = node(k);
    const value = number(values[k]);
    const words = k === 0 ? `= ${value}` : side > 0 ? `= ${formula} = ${value}` : `${formula} = ${value}`;
    return h(
      "g",
      { "data-link": link, class: link ? "mc-linked" : null },
      h("circle", { cx: x, cy: y, r: RADIUS, fill: C.paper, stroke: colour, "stroke-width": 2.5 }),
      label(name, { x, y: y + 5, "text-anchor": "middle", fill: colour, size: 15 }),
      label(words, {
        x: x + side * 28,
        y: y + 5,
        "text-anchor": side > 0 ? "start" : "end",
        fill: C.ink,
        size: 14,
        halo: C.paper,
      }),
    );
  });
  return h("g", null, lines, circles);
}
