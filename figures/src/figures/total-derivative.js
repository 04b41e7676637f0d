// Several paths from the variable to the output: multiply along each path, add the paths.

import { h } from "../dom.js";
import { C, variableColour } from "../colours.js";
import { slider } from "../controls.js";
import { bracketed, derivative, formula, label, number, spoken } from "../format.js";
import { graphPanel } from "../graph.js";
import { arrow, panel } from "../plot.js";
import { row, text, value } from "../readout.js";
import { compile } from "../tape.js";

const LINE = 18; // between two lines of a path
const BAR = 24; // the room of its arrow
const PADDING = 16;
const FACTORS = 4; // in a line

export function totalDerivative(spec) {
  const run = compile(spec.f);
  const count = spec.nodes.length;
  const [first, last] = [spec.nodes[0], spec.nodes[count - 1]];
  const linksOf = (e) => spec.paths.flatMap((path, p) => (path.includes(e) ? [`p${p}`] : [])).join(" ");
  const links = spec.picture.arrows.map((_, e) => linksOf(e));
  const quantity = variableColour(first);
  const drawGraph = graphPanel(spec, "the graph with its paths", {
    nodeColour: (k) => (k === 0 ? quantity : k === count - 1 ? C.y : C.z),
    link: (e) => links[e],
  });
  const variable = slider({ name: first, words: "the variable", domain: spec.window, colour: quantity });
  // Each path has the lines of its names, those of its factors, and its bar.
  const factorLines = spec.paths.map((path) => Math.ceil(path.length / FACTORS));
  const heights = spec.routes.map((route, p) => LINE * (route.length + factorLines[p]) + BAR + PADDING);
  const tops = heights.map((_, p) => 8 + heights.slice(0, p).reduce((room, height) => room + height, 0));
  const sumY = 8 + heights.reduce((room, height) => room + height, 0) + LINE;

  const frames = spec.routes.map((route, p) => [
    h("rect", {
      x: 6,
      y: tops[p],
      width: 328,
      height: heights[p] - 8,
      rx: 6,
      fill: C.card,
      stroke: "transparent",
      class: "mc-frame",
    }),
    route.map((line, k) => label(line, { x: 14, y: tops[p] + LINE * (k + 1), fill: C.ink, size: 14 })),
  ]);

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
    const bar = (from, to, y, settings) => [
      h("line", { x1: scale(0), x2: scale(0), y1: y - 11, y2: y + 11, stroke: C.muted }),
      arrow([scale(from), y], [scale(to), y], { colour: C.grad, width: 4, ...settings }),
    ];
    const sum = { x: 326, "text-anchor": "end", class: "mc-number", fill: C.grad };
    const pathRow = (path, p) => {
      const top = tops[p];
      const below = top + LINE * spec.routes[p].length;
      const ending = below + LINE * factorLines[p];
      const rows = Array.from({ length: factorLines[p] }, (_, k) =>
        path
          .slice(k * FACTORS, (k + 1) * FACTORS)
          .map((e) => bracketed(slopes[e]))
          .join(" · "),
      );
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
        frames[p],
        rows.map((factors, k) =>
          h(
            "text",
            { x: 20, y: below + LINE * (k + 1), "font-size": 13, class: "mc-number", fill: C.muted },
            path.length === 1 ? "" : `${k ? "· " : ""}${factors}${k === rows.length - 1 ? " =" : ""}`,
          ),
        ),
        h("text", { ...sum, y: ending, "font-size": 14 }, number(products[p])),
        bar(p ? ends[p - 1] : 0, ends[p], ending + BAR - 6, { class: "mc-mark" }),
      );
    };
    return {
      panels: [
        drawGraph(values, slopes, { colour: () => C.grad }),
        panel(
          { height: sumY + BAR + 14, name: "the product of each path and their sum" },
          spec.paths.map(pathRow),
          label(`${derivative(last, first)} = `, { x: 14, y: sumY, fill: C.ink, size: 15 }),
          h("text", { ...sum, y: sumY, "font-size": 15, "font-weight": 700 }, number(total)),
          bar(0, total, sumY + BAR - 6, { width: 6, head: 12 }),
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
      controls: variable(point, (moved) => act.set({ point: moved })),
      note: all.every(Number.isFinite)
        ? ""
        : "At this point a step is undefined: its derivative shows a dash.",
      say: `paths ${products.map((v) => spoken(v)).join(" plus ")}, derivative ${spoken(total)}`,
    };
  };
}
