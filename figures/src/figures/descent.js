// Gradient descent: a path on the level curves of a loss, and the loss at every step.

import { h } from "../dom.js";
import { C } from "../colours.js";
import { button, slider } from "../controls.js";
import { formula, number, spoken } from "../format.js";
import { pointHandle } from "../grip.js";
import { levels } from "../levels.js";
import { arrow, axes, curve, panel, steadyAxes } from "../plot.js";
import { matrix, row, text, together, value } from "../readout.js";
import { differentiable } from "../tape.js";

const BOX = [44, 26, 326, 308];
const PAUSE = 180; // milliseconds between the steps of a play

/** The points of a descent and their losses; it ends where a number overflows. */
export function descend(f, start, rate, steps) {
  const points = [start];
  const losses = [f(start).value[0]];
  for (let k = 0; k < steps; k++) {
    const last = points[points.length - 1];
    const next = last.map((v, i) => v - rate * f(last).jacobian[0][i]);
    const loss = f(next).value[0];
    if (![...next, loss].every(Number.isFinite)) break;
    points.push(next);
    losses.push(loss);
  }
  return { points, losses };
}

/** Diverged: overflowed, or the loss has grown a thousandfold beyond the start. */
export const diverged = (losses, steps) =>
  losses.length <= steps || losses[losses.length - 1] > 1000 * Math.abs(losses[0]) + 1;

// A loss below this is a training that has succeeded, and needs no word about a gradient of zero.
const SMALL = 0.001;
const STILL = "The gradient is zero here: nothing moves any more.";

/** Stuck: the gradient is exactly zero, and the loss is not small. */
export const stuck = (slopes, loss) => Math.abs(loss) > SMALL && slopes.every((v) => v === 0);

export function descent(spec) {
  const f = differentiable(spec.f);
  const plane = axes({
    box: BOX,
    x: spec.window[0],
    y: spec.window[1],
    xName: spec.names[0],
    yName: spec.names[1],
    xColour: C.w,
    yColour: C.b,
  });
  const background = plane.clip(levels((at) => f(at).value[0], spec.window, plane, { tint: C.z, count: 12 }));
  const lossAxes = steadyAxes({ box: BOX, xName: "step", yName: spec.name, yColour: C.z });
  const rateSlider = slider({
    name: "η",
    words: "learning rate",
    domain: spec.rates,
    decimals: 3,
    logarithmic: true,
    colour: C.accent,
  });
  const inside = ([x, y]) => [x, y].every((v, i) => v >= spec.window[i][0] && v <= spec.window[i][1]);

  return ({ start, rate, steps }, act) => {
    const { points, losses } = descend(f, start, rate, steps);
    const lost = diverged(losses, steps);
    const at = points[points.length - 1];
    const loss = losses[losses.length - 1];
    const slopes = f(at).jacobian[0];
    const still = !lost && stuck(slopes, loss);
    const pixels = ([x, y]) => [plane.sx(x), plane.sy(y)];
    // Far outside the picture a line would only cost time: clamp what is drawn of it.
    const near = (p) => pixels(p).map((v) => Math.min(Math.max(v, -2000), 2000));
    const trail = points.map(near);
    const highest = Math.max(
      ...losses.slice(0, 1),
      ...losses.filter((v) => v < 20 * Math.abs(losses[0]) + 1),
    );
    const lossPlot = lossAxes({
      x: [0, Math.max(10, Math.ceil(steps / 10) * 10)],
      y: [Math.min(0, ...losses), highest * 1.1 || 1],
    });
    const playing = act.local.timer != null;
    const stop = () => {
      clearInterval(act.local.timer);
      act.setLocal({ timer: null });
    };
    const forward = (many) => act.set({ steps: Math.min(spec.most, steps + many) });
    const done = lost || steps >= spec.most;
    const play = () => {
      // With reduced motion a play is a jump of ten steps.
      if (act.calm) forward(10);
      else act.setLocal({ timer: setInterval(() => act.local.advance(), PAUSE) });
    };
    act.local.advance = () => (done ? stop() : forward(1));
    const reset = () => {
      stop();
      act.set({ steps: 0 });
    };
    return {
      panels: [
        panel(
          { height: 346, name: `level curves of ${spec.name} with the path of the descent` },
          plane.frame,
          background,
          plane.clip(
            h("path", {
              d: `M${trail.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L")}`,
              fill: "none",
              stroke: C.grad,
              "stroke-width": 2,
            }),
            trail.slice(1).map(([cx, cy]) => h("circle", { cx, cy, r: 3, fill: C.grad })),
            inside(at) &&
              slopes.every(Number.isFinite) &&
              arrow(pixels(at), near(at.map((v, i) => v - rate * slopes[i])), {
                colour: C.ink,
                width: 2,
              }),
          ),
          pointHandle(start, plane, spec, C.ink, (moved) => act.set({ start: moved }), {
            name: "start of the descent",
          }),
        ),
        panel(
          { height: 346, name: `the loss ${spec.name} after each step` },
          lossPlot.frame,
          lossPlot.clip(
            curve(
              losses.map((v, k) => [k, v]),
              lossPlot,
              { stroke: C.z },
            ),
            losses.slice(0, 120).map((v, k) =>
              h("circle", {
                cx: lossPlot.sx(k),
                cy: Math.max(-50, lossPlot.sy(v)),
                r: 2.5,
                fill: C.z,
              }),
            ),
          ),
        ),
      ],
      readout: [
        row(
          text(`after ${losses.length - 1} step${losses.length === 2 ? "" : "s"}`),
          formula(`(${spec.names.join(", ")}) = (${at.map((v) => number(v)).join(", ")})`),
          formula(`${spec.name} = `),
          value(loss, { colour: C.z, decimals: 4, name: "loss" }),
        ),
        row(
          together(
            formula(`∇${spec.name} = `),
            matrix([slopes], (_, j) => ({ colour: C.grad, name: `derivative by ${spec.names[j]}` })),
          ),
          together(
            text("next step"),
            formula(`−η (∇${spec.name})^{T} = `),
            matrix(
              slopes.map((v) => [-rate * v]),
              () => ({ colour: C.grad }),
            ),
          ),
        ),
      ],
      controls: [
        rateSlider(rate, (moved) => act.set({ rate: moved })),
        h(
          "div",
          { class: "mc-choice" },
          button(playing ? "Pause" : "Play", playing ? stop : play, { disabled: done && !playing }),
          button("Step", () => forward(1), { disabled: done }),
          button("Reset", reset, { disabled: steps === 0 }),
        ),
      ],
      note: lost
        ? `The descent has diverged after ${losses.length - 1} steps: the learning rate is too large. Lower it, or reset.`
        : still
          ? STILL
          : "",
      say: lost
        ? "the descent has diverged"
        : `after ${steps} steps the loss is ${spoken(loss, 4)}${still ? `. ${STILL}` : ""}`,
    };
  };
}
