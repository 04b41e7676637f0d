// A heat map of a Jacobian: rows are outputs, columns are inputs; a number in every cell, tint by its size.

import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, spoken } from "./format.js";
import { entryText } from "./readout.js";

/** Cells in a box. Each can be pointed at, focused and pressed; `link(i, j)` says what lights up with it. */
export function heatMap({ box: [left, top, right, bottom], jacobian, colour, rows, columns, link }) {
  const n = jacobian[0].length;
  const width = (right - left) / n;
  const height = (bottom - top) / jacobian.length;
  const largest = Math.max(...jacobian.flat().map(Math.abs).filter(Number.isFinite), 1e-9);
  const cell = (v, i, j) => {
    const [x, y] = [left + j * width, top + i * height];
    const strength = Number.isFinite(v) ? Math.abs(v) / largest : 0;
    return h(
      "g",
      {
        "data-link": link(i, j),
        "data-pin": link(i, j),
        class: "mc-heat",
        role: "button",
        tabindex: 0,
        "aria-label": `row ${i + 1}, column ${j + 1}: ${spoken(v)}`,
      },
      h("rect", { x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 4, fill: C.card }),
      h("rect", {
        x: x + 1,
        y: y + 1,
        width: width - 2,
        height: height - 2,
        rx: 4,
        fill: colour,
        "fill-opacity": 0.38 * strength,
        stroke: C.line,
        class: "mc-frame",
      }),
      h(
        "text",
        {
          x: x + width / 2,
          y: y + height / 2 + 4,
          "text-anchor": "middle",
          "font-size": 12,
          class: "mc-number",
          fill: v === 0 ? C.muted : C.ink,
        },
        entryText(v),
      ),
    );
  };
  return h(
    "g",
    null,
    jacobian[0].map((_, j) =>
      label(`${columns}_{${j + 1}}`, {
        x: left + (j + 0.5) * width,
        y: top - 7,
        "text-anchor": "middle",
        fill: colour,
        size: 14,
      }),
    ),
    jacobian.map((_, i) =>
      label(`${rows}_{${i + 1}}`, {
        x: left - 8,
        y: top + (i + 0.5) * height + 4,
        "text-anchor": "end",
        fill: C.y,
        size: 14,
      }),
    ),
    jacobian.map((entries, i) => entries.map((v, j) => cell(v, i, j))),
  );
}
