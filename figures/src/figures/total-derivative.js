// Several paths from the variable to the output: multiply along each path, add the paths.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { slider } from "../controls.js";
import { bracketed, derivative, formula, label, number, spoken } from "../format.js";
import { drawGraph, graphHeight } from "../graph.js";
import { arrow, panel } from "../plot.js";
import { row, text, value } from "../readout.js";
import { compile } from "../tape.js";

const PATH_HEIGHT = 66;

export function totalDerivative(spec) {
  const run = compile(spec.f);
  const count = spec.nodes.length;
  const [first, last] = [spec.nodes[0].name, spec.nodes[count - 1].name];
  const linksOf = (e) => spec.paths.flatMap((path, p) => (path.includes(e) ? [`p${p}`] : [])).join(" ");
  const route = (path) => [first, ...path.map((e) => spec.nodes[spec.edges[e].to].name)].join(" → ");

  return ({ point }, act) => {
    const all = run([point]);
    const values = all.slice(0, count);
    const slopes = all.slice(count, -1);
    const total = all[all.length - 1];
    const products = spec.paths.map((path) => path.reduce((result, e) => result * slopes[e], 1));
    // Contributions as bars on a common scale, tip to tail, so that the sum can be seen.
    let end = 0;
    const ends = products.map((v) => (end += v));
    const reach = Math.max(1, ...[0, ...ends].map(Math.abs).filter(Number.isFinite));
    const scale = (v) => 170 + (140 * v) / reach;
    const pathRow = (path, p) => {
      const y = 26 + p * PATH_HEIGHT;
      const factors = path.map((e) => bracketed(slopes[e])).join(" · ");
      return h(
        "g",
        {
          "data-link": `p${p}`,
          "data-pin": `p${p}`,
          class: "mc-linked mc-heat",
          role: "button",
          tabindex: 0,
          "aria-label": `path ${p + 1}: product ${spoken(products[p])}`,
        },
        h("rect", {
          x: 6,
          y: y - 18,
          width: 328,
          height: PATH_HEIGHT - 8,
          rx: 6,
          fill: C.card,
          stroke: "transparent",
          class: "mc-frame",
        }),
        label(route(path), { x: 14, y, fill: C.ink, size: 14 }),
        label(path.length > 1 ? `${factors} = ` : "", {
          x: 270,
          y,
          "text-anchor": "end",
          fill: C.muted,
          size: 13,
        }),
        h(
          "text",
          { x: 326, y, "text-anchor": "end", "font-size": 14, class: "mc-number", fill: C.grad },
          number(products[p]),
        ),
        h("line", { x1: scale(0), x2: scale(0), y1: y + 8, y2: y + 32, stroke: C.muted }),
        arrow([scale(p ? ends[p - 1] : 0), y + 20], [scale(ends[p]), y + 20], {
          colour: C.grad,
          width: 4,
          class: "mc-mark",
        }),
      );
    };
    const sumY = 26 + spec.paths.length * PATH_HEIGHT;
    return {
      panels: [
        panel(
          { height: graphHeight(spec), name: "the graph with its paths" },
          drawGraph(spec, values, slopes, {
            edge: (e) => ({ colour: C.grad, strong: false, link: linksOf(e), sign: "∂" }),
            node: (k) => ({ colour: k === 0 ? C.x : k === count - 1 ? C.y : C.z }),
          }),
        ),
        panel(
          {
            height: PATH_HEIGHT * (spec.paths.length + 1) + 6,
            name: "the product of each path and their sum",
          },
          spec.paths.map(pathRow),
          label(`${derivative(last, first)} = `, { x: 14, y: sumY, fill: C.ink, size: 15 }),
          h(
            "text",
            {
              x: 326,
              y: sumY,
              "text-anchor": "end",
              "font-size": 15,
              "font-weight": 700,
              class: "mc-number",
              fill: C.grad,
            },
            number(total),
          ),
          h("line", { x1: scale(0), x2: scale(0), y1: sumY + 8, y2: sumY + 32, stroke: C.muted }),
          arrow([scale(0), sumY + 20], [scale(total), sumY + 20], {
            colour: C.grad,
            width: 6,
            head: 12,
          }),
        ),
      ],
      readout: row(
        formula(`${derivative(last, first)} = ${spec.derivative} = `),
        products.map((v, p) => [
          text(p ? "+" : ""),
          h(
            "span",
            { "data-link": `p${p}`, class: "mc-term", style: `color:${C.grad}` },
            p ? bracketed(v) : number(v),
          ),
        ]),
        text("="),
        value(total, { colour: C.grad, name: "derivative" }),
      ),
      controls: slider({
        name: first,
        words: "the variable",
        value: point,
        domain: spec.window,
        colour: C.x,
        change: (moved) => act.set({ point: moved }),
      }),
      note: all.every(Number.isFinite)
        ? ""
        : "At this point a step is undefined: its derivative shows a dash.",
      say: `paths ${products.map((v) => spoken(v)).join(" plus ")}, derivative ${spoken(total)}`,
    };
  };
}
