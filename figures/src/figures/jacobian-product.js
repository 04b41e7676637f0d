// Two Jacobians and their product, laid out so that an entry stands where its row and its column meet.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { choice, slider } from "../controls.js";
import { bracketed, formula, label, number, spoken } from "../format.js";
import { panel } from "../plot.js";
import { entryText, matrix, row, text } from "../readout.js";
import { differentiable } from "../tape.js";

const CELL = [56, 34];
const GAP = 30;
const ORIGIN = [34, 34];

export const multiply = (a, b) =>
  a.map((entries) => b[0].map((_, j) => entries.reduce((s, v, k) => s + v * b[k][j], 0)));

/** A matrix in brackets with its shape beside it. `lit(i, j)` frames entries, `links` and `say` make them answer. */
function block([x, y], entries, { colour, title, shape, lit, link, say, point }) {
  const [w, hgt] = CELL;
  const [rows, columns] = [entries.length, entries[0].length];
  const bracket = (at, side) => `M${at + side * 5} ${y}H${at}V${y + rows * hgt}H${at + side * 5}`;
  return h(
    "g",
    null,
    h("path", {
      d: bracket(x - 3, 1) + bracket(x + columns * w + 3, -1),
      fill: "none",
      stroke: C.ink,
      "stroke-width": 1.5,
    }),
    label(title, { x, y: y - 8, fill: colour, size: 13 }),
    h(
      "text",
      {
        x: x + columns * w,
        y: y + rows * hgt + 14,
        "text-anchor": "end",
        "font-size": 11,
        class: "mc-number",
        fill: C.muted,
      },
      shape,
    ),
    entries.map((line, i) =>
      line.map((v, j) =>
        h(
          "g",
          link
            ? {
                "data-link": link(i, j),
                "data-pin": link(i, j),
                class: "mc-heat",
                role: "button",
                tabindex: 0,
                "aria-label": say(i, j),
                on: { pointerenter: () => point(i, j), focus: () => point(i, j) },
              }
            : {},
          h("rect", {
            x: x + j * w + 4,
            y: y + i * hgt + 3,
            width: w - 8,
            height: hgt - 6,
            rx: 5,
            fill: lit(i, j) ? C.card : "transparent",
            stroke: lit(i, j) ? colour : "transparent",
            "stroke-width": 2,
            class: "mc-frame",
          }),
          h(
            "text",
            {
              x: x + (j + 0.5) * w,
              y: y + (i + 0.5) * hgt + 5,
              "text-anchor": "middle",
              "font-size": 14,
              class: "mc-number",
              fill: colour,
            },
            entryText(v),
          ),
        ),
      ),
    ),
  );
}

export function jacobianProduct(spec) {
  const outer = differentiable(spec.outer);
  const inner = differentiable(spec.inner);
  const [m, k, n] = [spec.outputs.length, spec.middle.length, spec.inputs.length];
  const names = { a: "∂@f/∂@g", b: "∂@g/∂@x" };
  const fits = m === n;
  // With one input every function is one of a single variable.
  const d = n === 1 ? "d\u2062" : "∂";
  const sliders = spec.inputs.map((name, q) =>
    slider({ name, words: name.replace(/[_{}]/g, ""), domain: spec.window[q], colour: C.x }),
  );

  return ({ point }, act) => {
    const at = inner(point);
    const a = outer(at.value).jacobian;
    const b = at.jacobian;
    const swapped = act.local.order === "swapped";
    const [left, above] = swapped ? [b, a] : [a, b];
    const possible = !swapped || fits;
    const product = possible ? multiply(left, above) : null;
    const derivative = multiply(a, b);
    const [i, j] = (product && act.local.entry) || [0, 0];
    const [row0, column0] = [Math.min(i, left.length - 1), Math.min(j, above[0].length - 1)];
    const shapes = (x) => `${x.length} × ${x[0].length}`;
    const colours = swapped ? [C.x, C.z] : [C.z, C.x];
    const titles = swapped ? [names.b, names.a] : [names.a, names.b];
    const x1 = ORIGIN[0] + left[0].length * CELL[0] + GAP;
    const y1 = ORIGIN[1] + above.length * CELL[1] + GAP;
    const width = Math.max(340, x1 + above[0].length * CELL[0] + 20);
    const terms = left[row0].map((v, q) => [v, above[q]?.[column0]]);
    const differs =
      product &&
      swapped &&
      (product.length !== derivative.length ||
        product.some((line, r) => line.some((v, c) => Math.abs(v - derivative[r][c]) > 1e-9)));
    const finite = [...a, ...b].flat().every(Number.isFinite);
    return {
      panels: [
        panel(
          {
            width,
            height: y1 + left.length * CELL[1] + 34,
            name: "the two Jacobians and their product",
          },
          block([x1, ORIGIN[1]], above, {
            colour: colours[1],
            title: titles[1],
            shape: shapes(above),
            lit: (r, c) => possible && c === column0,
          }),
          block([ORIGIN[0], y1], left, {
            colour: colours[0],
            title: titles[0],
            shape: shapes(left),
            lit: (r) => possible && r === row0,
          }),
          product
            ? block([x1, y1], product, {
                colour: C.grad,
                title: swapped ? "product" : "∂@f/∂@x",
                shape: shapes(product),
                lit: (r, c) => r === row0 && c === column0,
                link: (r, c) => `c${r}${c}`,
                say: (r, c) => `entry row ${r + 1}, column ${c + 1} of the product: ${spoken(product[r][c])}`,
                point: (r, c) => act.setLocal({ entry: [r, c] }),
              })
            : h(
                "text",
                { x: x1, y: y1 + 20, "font-size": 13, class: "mc-number", fill: C.grad },
                `${left[0].length} ≠ ${above.length}`,
              ),
        ),
      ],
      readout: [
        product &&
          row(
            formula(
              swapped
                ? `entry_{${row0 + 1}${column0 + 1}} = `
                : `${d}${spec.outputs[row0]}/${d}${spec.inputs[column0]} = `,
            ),
            terms.map(([u, v], q) => [
              text(q ? "+" : ""),
              h("span", { style: `color:${colours[0]}` }, q ? bracketed(u) : number(u)),
              text("·"),
              h("span", { style: `color:${colours[1]}` }, bracketed(v)),
            ]),
            text("="),
            h(
              "span",
              { class: "mc-value", style: `color:${C.grad}`, "data-name": "entry" },
              number(product[row0][column0]),
            ),
          ),
        row(
          text(`(${shapes(left)}) (${shapes(above)})`),
          text(
            possible
              ? `→ ${left.length} × ${above[0].length}`
              : `the inner sizes ${left[0].length} and ${above.length} differ: there is no such product`,
          ),
        ),
        swapped && row(text(verdict(possible, differs))),
        row(
          formula("∂@f/∂@x = "),
          matrix(derivative, () => ({}), {
            rowNames: spec.outputs,
            columnNames: spec.inputs.map((name) => `${d}/${d}${name}`),
          }),
        ),
      ],
      controls: [
        sliders.map((draw, q) =>
          draw(point[q], (moved) => act.set({ point: point.map((v, p) => (p === q ? moved : v)) })),
        ),
        choice(
          "Order",
          [
            ["right", "outer · inner"],
            ["swapped", "inner · outer"],
          ],
          swapped ? "swapped" : "right",
          (order) => act.setLocal({ order, entry: [0, 0] }),
        ),
      ],
      note: finite ? "" : "At this point a function or its derivative is undefined; its place shows a dash.",
      say: `product ${derivative.map((line) => line.map((v) => spoken(v)).join(", ")).join("; ")}; ${k} inner functions, ${m} outputs, ${n} inputs`,
    };
  };
}

function verdict(possible, differs) {
  if (!possible) return "Swapped, the factors do not even fit.";
  if (differs) return "Swapped, the product exists but is not the derivative.";
  return "Here the order happens not to matter; in general it does.";
}
