// Level curves, the gradient at a point, and the two slices through it.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { formula, number, spoken } from "../format.js";
import { clamp, pointHandle } from "../grip.js";
import { levels } from "../levels.js";
import { arrow, axes, curve, panel, robustDomain, sample } from "../plot.js";
import { matrix, row, text, value } from "../readout.js";
import { differentiable } from "../tape.js";

const LEFT = 44;
const RIGHT = 326;
const QUANTITY = [C.x, C.y];

/** How long a gradient of length one is drawn, in units of the axes: the median of the window gets a quarter of it. */
function arrowScale(f, window) {
  const lengths = [];
  for (let i = 0; i <= 12; i++) {
    for (let j = 0; j <= 12; j++) {
      const at = window.map(([low, high], axis) => low + ((high - low) * (axis ? j : i)) / 12);
      lengths.push(Math.hypot(...f(at).jacobian[0]));
    }
  }
  const known = lengths.filter(Number.isFinite).sort((a, b) => a - b);
  return (0.25 * (window[0][1] - window[0][0])) / (known[Math.floor(known.length / 2)] || 1);
}

export function gradient(spec) {
  const f = differentiable(spec.f);
  const [xRange, yRange] = spec.window;
  const height = clamp(((RIGHT - LEFT) * (yRange[1] - yRange[0])) / (xRange[1] - xRange[0]), [150, 340]);
  const plane = axes({
    box: [LEFT, 26, RIGHT, 26 + height],
    x: xRange,
    y: yRange,
    xName: spec.names[0],
    yName: spec.names[1],
    xColour: C.x,
    yColour: C.y,
  });
  const background = plane.clip(levels((at) => f(at).value[0], spec.window, plane));
  const unit = arrowScale(f, spec.window);
  const heights = [];
  for (let k = 0; k < 400; k++) {
    heights.push(
      f(spec.window.map(([low, high], axis) => low + ((high - low) * (axis ? k / 20 : k % 20)) / 20))
        .value[0],
    );
  }
  const fDomain = robustDomain(heights);
  const pixels = ([x, y]) => [plane.sx(x), plane.sy(y)];

  const side = (height - 48) / 2;
  const tops = [26, 74 + side];
  const slicePlots = tops.map((top, axis) =>
    axes({
      box: [LEFT, top, RIGHT, top + side],
      x: spec.window[axis],
      y: fDomain,
      xColour: QUANTITY[axis],
      yColour: QUANTITY[axis],
      yTicks: 3,
    }),
  );
  const partials = matrix([spec.partials], (_, j) => ({ colour: QUANTITY[j] }), {
    columnNames: spec.names.map((name) => `∂${spec.name}/∂${name}`),
  });

  const slice = (axis, point, f0, slope) => {
    const top = tops[axis];
    const plot = slicePlots[axis];
    const moving = spec.names[axis];
    const held = `${spec.names[1 - axis]} = ${number(point[1 - axis])}`;
    const name = axis
      ? `${spec.name}(${number(point[0])}, ${moving})`
      : `${spec.name}(${moving}, ${number(point[1])})`;
    const along = (t) => (axis ? [point[0], t] : [t, point[1]]);
    const tangent = spec.window[axis].map((t) => [t, f0 + slope * (t - point[axis])]);
    const [px, py] = [plot.sx(point[axis]), plot.sy(f0)];
    return h(
      "g",
      { "data-link": `d${axis}`, class: "mc-linked", role: "img", "aria-label": `slice with ${held}` },
      h("rect", { x: LEFT, y: top, width: RIGHT - LEFT, height: side, fill: "transparent" }),
      plot.framed(null, name),
      plot.clip(
        curve(
          sample((t) => f(along(t)).value[0], spec.window[axis], 120),
          plot,
          { stroke: QUANTITY[axis] },
        ),
        Number.isFinite(slope) &&
          curve(tangent, plot, { stroke: C.grad, "stroke-width": 2.5, class: "mc-mark" }),
      ),
      Number.isFinite(f0) &&
        h("circle", { cx: px, cy: clamp(py, [top, top + side]), r: 5, fill: QUANTITY[axis] }),
    );
  };

  return ({ point }, act) => {
    const { value: values, jacobian } = f(point);
    const f0 = values[0];
    const slopes = jacobian[0];
    const defined = [f0, ...slopes].every(Number.isFinite);
    const length = Math.hypot(...slopes);
    // Beyond what fits, the arrow keeps its direction and stops growing.
    const span = xRange[1] - xRange[0];
    const shrink = Math.min(unit, (0.45 * span) / (length || 1));
    const tip = [point[0] + slopes[0] * shrink, point[1] + slopes[1] * shrink];
    const [p, q] = [pixels(point), pixels(tip)];
    const across = [-(q[1] - p[1]), q[0] - p[0]];
    const norm = Math.hypot(...across) || 1;
    const levelEnd = (sign) => p.map((c, i) => c + (sign * 34 * across[i]) / norm);
    const where = `${spec.name}(${number(point[0])}, ${number(point[1])})`;

    return {
      panels: [
        panel(
          {
            height: 66 + height,
            name: `level curves of ${spec.name} with the gradient at a point`,
          },
          plane.frame,
          background,
          defined &&
            length > 0 &&
            h("line", {
              x1: levelEnd(1)[0],
              y1: levelEnd(1)[1],
              x2: levelEnd(-1)[0],
              y2: levelEnd(-1)[1],
              stroke: C.ink,
              "stroke-dasharray": "2 4",
            }),
          defined && [
            h(
              "g",
              { "data-link": "d0", class: "mc-linked" },
              arrow(p, [q[0], p[1]], { colour: C.x, width: 2, head: 7, class: "mc-mark" }),
            ),
            h(
              "g",
              { "data-link": "d1", class: "mc-linked" },
              arrow([q[0], p[1]], q, { colour: C.y, width: 2, head: 7, class: "mc-mark" }),
            ),
            arrow(p, q, { colour: C.grad, width: 3.5, head: 12 }),
          ],
          pointHandle(point, plane, spec, C.ink, (moved) => act.set({ point: moved })),
        ),
        panel(
          { height: 66 + height, name: "the two slices through the point" },
          slice(0, point, f0, slopes[0]),
          slice(1, point, f0, slopes[1]),
        ),
      ],
      readout: [
        row(
          formula(`${spec.name}(${spec.names.join(", ")}) = ${spec.formula}`),
          text("  "),
          formula(`${where} = `),
          value(f0, { name: "value" }),
        ),
        row(
          formula(`∇${spec.name} = `),
          partials,
          text("="),
          matrix([slopes], (_, j) => ({
            link: `d${j}`,
            colour: QUANTITY[j],
            name: `partial derivative of ${spec.name} with respect to ${spec.names[j]}`,
          })),
        ),
      ],
      controls: [],
      note: defined
        ? ""
        : `At this point $${spec.name}$ or its gradient is undefined. Move on: the picture follows.`,
      say: defined
        ? `${spec.name} is ${spoken(f0)}, its gradient ${spoken(slopes[0])}, ${spoken(slopes[1])}`
        : `${spec.name} or its gradient is undefined here`,
    };
  };
}
