// A map of the plane: a grid and its image, a small square and the parallelogram that the Jacobian makes of it.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { slider } from "../controls.js";
import { formula, number, spoken } from "../format.js";
import { pointHandle } from "../grip.js";
import { arrow, axes, curve, panel, robustDomain, sample } from "../plot.js";
import { matrix, row, text, value } from "../readout.js";
import { differentiable } from "../tape.js";

const BOX = [44, 26, 326, 308];
const LINES = 12;
const QUANTITY = [C.x, C.y];

/** The lines of a grid over the window, each a list of points of the plane. */
function gridLines([xRange, yRange]) {
  const at = ([low, high], i) => low + ((high - low) * i) / LINES;
  const lines = [];
  for (let i = 0; i <= LINES; i++) {
    lines.push({ axis: 1, points: sample(() => 0, yRange, 48).map(([y]) => [at(xRange, i), y]) });
    lines.push({ axis: 0, points: sample(() => 0, xRange, 48).map(([x]) => [x, at(yRange, i)]) });
  }
  return lines;
}

/** Two ranges of equal length that hold the middle of a cloud of points: areas can then be compared by eye. */
function squareWindow(points) {
  const ranges = [0, 1].map((i) =>
    robustDomain(
      points.map((p) => p[i]),
      0.05,
    ),
  );
  const half = Math.max(...ranges.map(([low, high]) => (high - low) / 2));
  return ranges.map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]);
}

export function planeMap(spec) {
  const f = differentiable(spec.f);
  const image = (p) => f(p).value;
  const lines = gridLines(spec.window);
  const images = lines.map(({ axis, points }) => ({ axis, points: points.map(image) }));
  const target = squareWindow(images.flatMap(({ points }) => points));
  const from = axes({
    box: BOX,
    x: spec.window[0],
    y: spec.window[1],
    xName: spec.names[0],
    yName: spec.names[1],
    xColour: C.x,
    yColour: C.y,
  });
  const to = axes({ box: BOX, x: target[0], y: target[1], xName: spec.outputs[0], yName: spec.outputs[1] });
  const net = (set, plot) =>
    plot.clip(
      set.map(({ axis, points }) =>
        curve(points, plot, { stroke: QUANTITY[axis], "stroke-width": 1, "stroke-opacity": 0.45 }),
      ),
    );
  const sourceNet = net(lines, from);
  const targetNet = net(images, to);
  const partials = matrix(spec.partials, (_, j) => ({ colour: QUANTITY[j] }), {
    rowNames: spec.outputs,
    columnNames: spec.names.map((name) => `∂/∂${name}`),
  });

  const sideSlider = slider({
    name: "side",
    words: "side of the square",
    domain: spec.sides,
    colour: C.grad,
  });

  return ({ point, side }, act) => {
    const { value: at, jacobian } = f(point);
    const defined = [...at, ...jacobian.flat()].every(Number.isFinite);
    const det = jacobian[0][0] * jacobian[1][1] - jacobian[0][1] * jacobian[1][0];
    const columns = [0, 1].map((j) => jacobian.map((entries) => entries[j] * side));
    const px = (plot, [x, y]) => [plot.sx(x), plot.sy(y)];
    const plus = (a, b) => [a[0] + b[0], a[1] + b[1]];
    const corner = (i, j) => plus(point, [i * side, j * side]);
    const outline = (plot, points) =>
      `M${points
        .map((p) =>
          px(plot, p)
            .map((v) => v.toFixed(1))
            .join(" "),
        )
        .join("L")}Z`;
    const square = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
    const edge = (a, b) => Array.from({ length: 12 }, (_, k) => a.map((v, i) => v + ((b[i] - v) * k) / 12));
    const squareImage = square.flatMap((a, k) => edge(a, square[(k + 1) % 4])).map(image);
    const parallelogram = [
      at,
      plus(at, columns[0]),
      plus(plus(at, columns[0]), columns[1]),
      plus(at, columns[1]),
    ];
    const leg = (i, j) => {
      const bend = [at[0] + columns[j][0], at[1]];
      const [a, b] = i ? [bend, plus(at, columns[j])] : [at, bend];
      const [[x1, y1], [x2, y2]] = [px(to, a), px(to, b)];
      return h(
        "g",
        { "data-link": `e${i}${j}`, class: "mc-linked mc-leg" },
        h("line", {
          x1,
          y1,
          x2,
          y2,
          stroke: QUANTITY[j],
          "stroke-width": 2,
          "stroke-dasharray": "3 3",
          class: "mc-mark",
        }),
      );
    };
    const shownImage = squareImage.every((p) => p.every(Number.isFinite));
    const [p0, q0] = [px(from, point), px(to, at)];

    return {
      panels: [
        panel(
          { height: 346, name: "the plane with a grid and a square at the point" },
          from.frame,
          sourceNet,
          from.clip(
            h("path", { d: outline(from, square), fill: C.grad, "fill-opacity": 0.15 }),
            arrow(p0, px(from, corner(1, 0)), { colour: C.x, width: 3 }),
            arrow(p0, px(from, corner(0, 1)), { colour: C.y, width: 3 }),
          ),
          pointHandle(point, from, spec, C.ink, (moved) => act.set({ point: moved })),
        ),
        panel(
          { height: 346, name: "the image of the grid, with the parallelogram of the Jacobian" },
          to.frame,
          targetNet,
          defined &&
            to.clip(
              shownImage &&
                h("path", {
                  d: outline(to, squareImage),
                  fill: C.grad,
                  "fill-opacity": 0.18,
                }),
              h("path", {
                d: outline(to, parallelogram),
                fill: "none",
                stroke: C.grad,
                "stroke-width": 2,
              }),
              [0, 1].map((j) => [0, 1].map((i) => leg(i, j))),
              [0, 1].map((j) =>
                h(
                  "g",
                  { "data-link": `e0${j} e1${j}`, class: "mc-linked" },
                  arrow(q0, px(to, plus(at, columns[j])), {
                    colour: QUANTITY[j],
                    width: 3,
                    class: "mc-mark",
                  }),
                ),
              ),
              h("circle", { cx: q0[0], cy: q0[1], r: 5, fill: C.ink }),
            ),
        ),
      ],
      readout: [
        row(
          formula("J = "),
          partials,
          text("="),
          matrix(jacobian, (i, j) => ({
            link: `e${i}${j}`,
            colour: QUANTITY[j],
            name: `row ${i + 1}, column ${j + 1}: how output ${i + 1} changes with ${spec.names[j]}`,
          })),
        ),
        row(formula("det J = "), value(det, { name: "det", colour: C.grad }), text(areaWords(det))),
      ],
      controls: sideSlider(side, (moved) => act.set({ side: moved })),
      note: defined
        ? ""
        : "At this point the map or its Jacobian is undefined. Move on: the picture follows.",
      say: defined
        ? `Jacobian ${jacobian.map((entries) => entries.map((v) => spoken(v)).join(", ")).join("; ")}; determinant ${spoken(det)}`
        : "the map or its Jacobian is undefined here",
    };
  };
}

function areaWords(det) {
  if (!Number.isFinite(det)) return "";
  if (Math.abs(det) < 0.005) return "the parallelogram is flat: areas shrink to nothing";
  const turned = det < 0 ? " and the orientation turns over" : "";
  return `small areas change by the factor ${number(Math.abs(det))}${turned}`;
}
