// Bars and their sum: the Jacobian of a sum is a row, one entry for each bar.

import { h } from "../dom.js";
import { bars, barDomain } from "../bars.js";
import { C } from "../colours.js";
import { choice } from "../controls.js";
import { formula, label, number, spoken } from "../format.js";
import { arrow, panel, steadyAxes } from "../plot.js";
import { matrix, row, text, value } from "../readout.js";
import { compile } from "../tape.js";

const replaced = (values, i, v) => values.map((old, k) => (k === i ? v : old));

/** The terms stacked tip to tail, with the sum beside them. */
function stack(axesOver, terms, y) {
  let total = 0;
  const ends = terms.map((t) => (total += t));
  const plot = axesOver({ y: barDomain([...ends, y], 4) });
  const step = (i) => {
    const from = i ? ends[i - 1] : 0;
    return h(
      "g",
      { "data-link": `x${i}`, class: "mc-linked" },
      h("line", {
        x1: plot.sx(i + 0.5),
        x2: plot.sx(i + 1.5),
        y1: plot.sy(ends[i]),
        y2: plot.sy(ends[i]),
        stroke: C.muted,
        "stroke-dasharray": "2 3",
      }),
      arrow([plot.sx(i + 0.5), plot.sy(from)], [plot.sx(i + 0.5), plot.sy(ends[i])], {
        colour: C.x,
        width: 4,
        class: "mc-mark",
      }),
      label(`t_{${i + 1}}`, {
        x: plot.sx(i + 0.5),
        y: 246,
        "text-anchor": "middle",
        fill: C.x,
        size: 13,
      }),
    );
  };
  return [
    plot.frame,
    h("line", { x1: 44, x2: 326, y1: plot.sy(0), y2: plot.sy(0), stroke: C.muted }),
    terms.map((_, i) => step(i)),
    arrow([plot.sx(terms.length + 0.5), plot.sy(0)], [plot.sx(terms.length + 0.5), plot.sy(y)], {
      colour: C.y,
      width: 6,
      head: 12,
    }),
    Number.isFinite(y) &&
      h(
        "text",
        {
          x: plot.sx(terms.length + 0.5) - 12,
          y: (plot.sy(0) + plot.sy(y)) / 2 + 4,
          "text-anchor": "end",
          "font-size": 12,
          class: "mc-number",
          fill: C.ink,
        },
        number(y),
      ),
    label("y", { x: plot.sx(terms.length + 0.5), y: 246, "text-anchor": "middle", fill: C.y, size: 14 }),
  ];
}

export function sumReduction(spec) {
  const reductions = new Map(
    spec.reductions.map((reduction) => [reduction.name, { ...reduction, run: compile(reduction.f) }]),
  );
  const n = spec.size;
  const box = [44, 26, 326, 230];
  const drawX = bars({ box, count: n, name: "x", colour: C.x, link: (i) => `x${i}` });
  const axesOver = steadyAxes({ box, x: [0, n + 1], yName: "y", yColour: C.y, ticks: 0, yTicks: 5 });

  return ({ x, reduction }, act) => {
    const chosen = reductions.get(reduction);
    const all = chosen.run(x);
    const terms = all.slice(0, n);
    const y = all[n];
    const slopes = all.slice(n + 1);
    const { before } = act.local;
    const change = before ? y - before.y : 0;
    return {
      panels: [
        panel(
          { height: 270, name: "the vector x" },
          drawX({
            domain: spec.domain,
            range: spec.range,
            values: x,
            before: before?.x,
            title: "@x",
            start: () => act.setLocal({ before: { x, y } }),
            set: (i, v) => act.set({ x: replaced(x, i, v) }),
          }),
        ),
        panel({ height: 270, name: "the terms and their sum" }, stack(axesOver, terms, y)),
      ],
      readout: [
        row(formula(`y = ${chosen.formula} = `), value(y, { colour: C.y, name: "y" })),
        row(
          formula("∂y/∂@x = "),
          formula(`${chosen.jacobian} = `),
          matrix([slopes], (_, j) => ({
            link: `x${j}`,
            colour: C.x,
            name: `how y changes with x${j + 1}`,
          })),
        ),
        row(
          text(
            before
              ? `The last move changed y by ${number(change)}.`
              : "Move a bar: the change of y is shown here.",
          ),
        ),
      ],
      controls: choice(
        "Reduction",
        [...reductions.values()].map(({ name, sign }) => [name, sign]),
        reduction,
        (name) => act.set({ reduction: name }),
      ),
      note: all.every(Number.isFinite) ? "" : "Some entry is undefined here; its place shows a dash.",
      say: `y is ${spoken(y)}; its gradient is ${slopes.map((v) => spoken(v)).join(", ")}`,
    };
  };
}
