// A secant becoming the tangent: the curve, and beside it the curve of its slopes.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { button } from "../controls.js";
import { derivative, formula, spoken } from "../format.js";
import { clamp, grain, handle, settle } from "../grip.js";
import { axes, curve, panel, robustDomain, sample, withGaps } from "../plot.js";
import { row, text, value } from "../readout.js";
import { differentiable } from "../tape.js";

const BOX = [44, 26, 326, 246];

export function secant(spec) {
  const f = differentiable(spec.f);
  const range = spec.window;
  const height = (t) => f([t]).value[0];
  const steepness = (t) => f([t]).jacobian[0][0];
  const points = sample(height, range, 240);
  const slopes = sample(steepness, range, 240);
  const middle = (curvePoints) =>
    robustDomain(
      curvePoints.map(([, v]) => v),
      0.15,
    );
  const plot = axes({
    box: BOX,
    x: range,
    y: middle(points),
    xName: spec.variable,
    yName: `${spec.name}(${spec.variable})`,
    xColour: C.x,
    yColour: C.y,
  });
  const below = axes({
    box: BOX,
    x: range,
    y: middle(slopes),
    xName: spec.variable,
    yName: derivative(spec.name, spec.variable),
    xColour: C.x,
    yColour: C.grad,
  });
  const drawn = plot.clip(curve(withGaps(points, height), plot, { stroke: C.y, "stroke-width": 2.5 }));
  const drawnSlopes = below.clip(
    curve(withGaps(slopes, steepness), below, { stroke: C.grad, "stroke-width": 2.5 }),
  );
  const inBox = (y) => clamp(y, [BOX[1], BOX[3]]);

  return ({ point, h: step }, act) => {
    const at = f([point]);
    const [f0, slope] = [at.value[0], at.jacobian[0][0]];
    const [f1] = f([point + step]).value;
    const quotient = step === 0 ? NaN : (f1 - f0) / step;
    const through = (m) => range.map((t) => [t, f0 + m * (t - point)]);
    const [p, q] = [
      [plot.sx(point), plot.sy(f0)],
      [plot.sx(point + step), plot.sy(f1)],
    ];
    // The second point stays inside the picture, so h is bounded by where the first point is.
    const steps = [range[0] - point, range[1] - point];
    const setStep = (v) => act.set({ h: clamp(v, steps) });
    const setPoint = (v) => {
      const moved = settle(v, range);
      act.set({ point: moved, h: clamp(step, [range[0] - moved, range[1] - moved]) });
    };
    const rounded = (v) => Math.round(v / grain(range)) * grain(range);
    const onSlopes = (v, attributes) =>
      Number.isFinite(v) && h("circle", { cx: below.sx(point), cy: inBox(below.sy(v)), r: 6, ...attributes });

    return {
      panels: [
        panel(
          { height: 284, name: `the curve of ${spec.name} with its secant and its tangent` },
          plot.frame,
          drawn,
          plot.clip(
            Number.isFinite(slope) &&
              h(
                "g",
                { "data-link": "tangent", class: "mc-linked" },
                curve(through(slope), plot, { stroke: C.grad, class: "mc-mark" }),
              ),
            Number.isFinite(quotient) &&
              h(
                "g",
                { "data-link": "secant", class: "mc-linked" },
                curve(through(quotient), plot, {
                  stroke: C.ink,
                  "stroke-dasharray": "7 4",
                  class: "mc-mark",
                }),
              ),
            h("path", {
              d: `M${p[0]} ${inBox(p[1])}H${q[0]}V${inBox(q[1])}`.replace(/NaN/g, "0"),
              fill: "none",
              stroke: C.muted,
              "stroke-dasharray": "2 3",
            }),
          ),
          handle({
            x: q[0],
            y: inBox(Number.isFinite(q[1]) ? q[1] : BOX[3]),
            axis: "x",
            colour: C.b,
            name: "second point, h",
            now: step,
            range: steps,
            text: `h is ${spoken(step, 4)}`,
            move: (px) => setStep(rounded(plot.sx.invert(px) - point)),
            nudge: (dx, dy) => setStep(rounded(step + (dx + dy) * grain(range))),
          }),
          handle({
            x: p[0],
            y: inBox(Number.isFinite(p[1]) ? p[1] : BOX[3]),
            axis: "x",
            colour: C.x,
            name: `point ${spec.variable}`,
            now: point,
            range,
            text: `${spec.variable} is ${spoken(point)}`,
            move: (px) => setPoint(plot.sx.invert(px)),
            nudge: (dx, dy) => setPoint(point + (dx + dy) * grain(range)),
          }),
        ),
        panel(
          { height: 284, name: `the derivative of ${spec.name}` },
          below.frame,
          drawnSlopes,
          h("line", {
            x1: below.sx(point),
            x2: below.sx(point),
            y1: BOX[1],
            y2: BOX[3],
            stroke: C.x,
            "stroke-dasharray": "2 3",
          }),
          onSlopes(quotient, {
            fill: C.paper,
            stroke: C.ink,
            "stroke-width": 2,
            "data-link": "secant",
            class: "mc-linked",
          }),
          onSlopes(slope, { fill: C.grad, "data-link": "tangent", class: "mc-linked" }),
        ),
      ],
      readout: [
        row(
          formula(`(${spec.name}(${spec.variable} + h) − ${spec.name}(${spec.variable}))/h = `),
          h(
            "span",
            { "data-link": "secant", class: "mc-term" },
            value(quotient, { name: "quotient", decimals: 4 }),
          ),
          text("  secant, with"),
          formula("h = "),
          value(step, { colour: C.b, decimals: 4, name: "h" }),
        ),
        row(
          formula(`${derivative(spec.name, spec.variable)} = ${spec.derivative} = `),
          h(
            "span",
            { "data-link": "tangent", class: "mc-term" },
            value(slope, { name: "slope", colour: C.grad, decimals: 4 }),
          ),
          text("  tangent, at"),
          formula(`${spec.variable} = `),
          value(point, { colour: C.x }),
        ),
      ],
      controls: [button("Halve h", () => setStep(step / 2)), button("Other side", () => setStep(-step))],
      note: note(spec, step, f0, f1, slope),
      say: `secant slope ${spoken(quotient, 4)}, derivative ${spoken(slope, 4)}`,
    };
  };
}

function note({ name }, step, f0, f1, slope) {
  if (step === 0)
    return "With $h = 0$ the quotient is 0/0 and says nothing. The derivative is what it tends to.";
  if (![f0, slope].every(Number.isFinite)) return `At this point $${name}$ or its derivative is undefined.`;
  if (!Number.isFinite(f1)) return `At the second point $${name}$ is undefined: there is no secant.`;
  return "";
}
