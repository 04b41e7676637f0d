// A neuron over the plane of its two inputs: hinge line, active side, level lines and gradients.

import { h } from "../dom.js";
import { activationCurve } from "../activation-curve.js";
import { C } from "../colours.js";
import { choice, slider } from "../controls.js";
import { formula, number, spoken } from "../format.js";
import { clamp, handle, pointHandle, settle } from "../grip.js";
import { arrow, axes, curve, panel, steadyRange } from "../plot.js";
import { matrix, row, text, value } from "../readout.js";
import { differentiable } from "../tape.js";

const BOX = [44, 26, 326, 308];
const LINES = 9;

/** The part of the line w . x + b = z inside the square of the plane, as two points; null where it misses it. */
export function lineInside([w1, w2], offset, [low, high]) {
  const hits = [];
  const add = (x, y) => {
    const inside = x >= low - 1e-9 && x <= high + 1e-9 && y >= low - 1e-9 && y <= high + 1e-9;
    if (inside && !hits.some(([p, q]) => Math.hypot(p - x, q - y) < 1e-6)) hits.push([x, y]);
  };
  for (const edge of [low, high]) {
    if (w2 !== 0) add(edge, (offset - w1 * edge) / w2);
    if (w1 !== 0) add((offset - w2 * edge) / w1, edge);
  }
  return hits.length < 2 ? null : [hits[0], hits[1]];
}

/** The corners of the square's side where w . x + b > 0, in order. */
function activeSide([w1, w2], b, [low, high]) {
  const corners = [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const z = ([x, y]) => w1 * x + w2 * y + b;
  return corners.flatMap((p, i) => {
    const q = corners[(i + 1) % 4];
    const [u, v] = [z(p), z(q)];
    const kept = u > 0 ? [p] : [];
    if (u > 0 === v > 0) return kept;
    const t = u / (u - v);
    return [...kept, [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]];
  });
}

export function activation(spec) {
  const known = new Map(
    spec.activations.map((one) => {
      const run = differentiable(one.f);
      return [one.name, { ...one, run, curveOver: activationCurve(run, BOX) }];
    }),
  );
  const range = spec.range;
  const plane = axes({
    box: BOX,
    x: range,
    y: range,
    xName: "x_{1}",
    yName: "x_{2}",
    xColour: C.x,
    yColour: C.x,
  });
  const pixels = ([x, y]) => [plane.sx(x), plane.sy(y)];
  const line = (ends, attributes) => {
    if (!ends) return null;
    const [[x1, y1], [x2, y2]] = ends.map(pixels);
    return h("line", { x1, y1, x2, y2, ...attributes });
  };
  // The arrows start at the middle of the picture and at the point; a unit of weight is drawn as half a unit.
  const UNIT = 0.5;
  const biasSlider = slider({ name: "b", words: "bias b", domain: range, colour: C.b });

  return ({ point, w, b, activation: name }, act) => {
    const chosen = known.get(name);
    const z = w[0] * point[0] + w[1] * point[1] + b;
    const at = chosen.run([z]);
    const [a, slope] = [at.value[0], at.jacobian[0][0]];
    const byX = w.map((v) => slope * v);
    const byW = point.map((v) => slope * v);
    const reach = (Math.abs(w[0]) + Math.abs(w[1])) * range[1] + Math.abs(b);
    const side = activeSide(w, b, range);
    const zs = Array.from({ length: LINES }, (_, i) => -reach + (2 * reach * (i + 0.5)) / LINES);
    const lines = zs.filter((level) => Math.abs(chosen.run([level]).jacobian[0][0]) > 1e-9);
    const tip = (v, from = [0, 0]) => pixels([from[0] + v[0] * UNIT, from[1] + v[1] * UNIT]);
    const zWindow = steadyRange([reach]);
    const { plot, drawn } = chosen.curveOver(zWindow);
    const tangent = zWindow.map((t) => [t, a + slope * (t - z)]);
    return {
      panels: [
        panel(
          { height: 346, name: "the plane of inputs with the hinge line" },
          plane.frame,
          plane.clip(
            side.length > 2 &&
              h("path", {
                d: `M${side
                  .map((p) =>
                    pixels(p)
                      .map((v) => v.toFixed(1))
                      .join(" "),
                  )
                  .join("L")}Z`,
                fill: C.a,
                "fill-opacity": 0.14,
              }),
            lines.map((level) =>
              line(lineInside(w, level - b, range), { stroke: C.a, "stroke-opacity": 0.5 }),
            ),
            line(lineInside(w, -b, range), {
              stroke: C.ink,
              "stroke-width": 2,
              "stroke-dasharray": "7 4",
            }),
          ),
          [
            [
              [0, 0],
              [point[0], 0],
            ],
            [[point[0], 0], point],
          ].map((leg, j) => [
            // The gradient by the weights is the input, entry by entry: its two coordinates.
            h(
              "g",
              { "data-link": `bw${j}`, class: "mc-linked" },
              line(leg, { stroke: C.x, "stroke-width": 1.5, "stroke-dasharray": "3 3", class: "mc-mark" }),
            ),
          ]),
          arrow(pixels([0, 0]), tip(w), {
            colour: C.w,
            width: 3,
            "data-link": "w",
            class: "mc-linked",
          }),
          h(
            "g",
            { "data-link": "bx0 bx1", class: "mc-linked" },
            arrow(pixels(point), tip(byX, point), {
              colour: C.grad,
              width: 3.5,
              head: 11,
              class: "mc-mark",
            }),
          ),
          handle({
            x: tip(w)[0],
            y: tip(w)[1],
            colour: C.w,
            link: "w",
            name: "weights (w1, w2)",
            now: w[0],
            range,
            text: `w1 ${spoken(w[0])}, w2 ${spoken(w[1])}`,
            move: (px, py) =>
              act.set({
                w: [settle(plane.sx.invert(px) / UNIT, range), settle(plane.sy.invert(py) / UNIT, range)],
              }),
            nudge: (dx, dy) =>
              act.set({ w: [settle(w[0] + dx / 100, range), settle(w[1] + dy / 100, range)] }),
          }),
          pointHandle(point, plane, { names: ["x_{1}", "x_{2}"], window: [range, range] }, C.x, (moved) =>
            act.set({ point: moved }),
          ),
        ),
        panel(
          { height: 346, name: "the activation as a function of z" },
          plot.frame,
          plot.clip(
            drawn,
            Number.isFinite(slope) &&
              h(
                "g",
                { "data-link": "bb", class: "mc-linked" },
                curve(tangent, plot, {
                  stroke: C.grad,
                  "stroke-dasharray": "6 4",
                  class: "mc-mark",
                }),
              ),
          ),
          Number.isFinite(a) &&
            h("circle", { cx: plot.sx(clamp(z, zWindow)), cy: plot.sy(a), r: 6, fill: C.a }),
        ),
      ],
      readout: [
        row(
          formula("z = @w · @x + b = "),
          value(z, { colour: C.z, name: "z" }),
          text(z > 0 ? " > 0: the active side" : " ≤ 0: the other side"),
        ),
        row(
          formula(`a = ${chosen.formula} = `),
          value(a, { colour: C.a, name: "a" }),
          text(" "),
          formula(`d\u2062a/d\u2062z = ${chosen.slope} = `),
          value(slope, { colour: C.grad, name: "slope" }),
        ),
        row(
          formula("∂a/∂@w = "),
          matrix([byW], (_, j) => ({
            link: `bw${j}`,
            colour: C.w,
            name: `derivative by w${j + 1}`,
          })),
          formula("∂a/∂b = "),
          matrix([[slope]], () => ({ link: "bb", colour: C.b, name: "derivative by b" })),
          formula("∂a/∂@x = "),
          matrix([byX], (_, j) => ({
            link: `bx${j}`,
            colour: C.x,
            name: `derivative by x${j + 1}`,
          })),
        ),
      ],
      controls: [
        biasSlider(b, (moved) => act.set({ b: moved })),
        choice(
          "Activation",
          [...known.values()].map(({ name: key, label }) => [key, label]),
          name,
          (key) => act.set({ activation: key }),
        ),
      ],
      note: Number.isFinite(a)
        ? ""
        : "The activation is undefined for this $z$. Move on: the picture follows.",
      say: `z ${spoken(z)}, activation ${spoken(a)}, gradient by the weights ${byW.map((v) => spoken(v)).join(", ")}, by the bias ${spoken(slope)}, level ${number(z)}`,
    };
  };
}
