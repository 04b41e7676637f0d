// A pair of axes in a panel, and what is drawn on them.

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number } from "./format.js";

const WIDTH = 340;

/** A panel: one SVG of a fixed inner size that scales with the page. */
export function panel({ width = WIDTH, height = 300, name, live = true }, ...children) {
  const role = live ? "group" : "img";
  return h(
    "svg",
    { class: "mc-panel", viewBox: `0 0 ${width} ${height}`, role, "aria-label": name, width, height },
    h("rect", { width, height, rx: 6, fill: C.paper }),
    children,
  );
}

/** A panel wider than usual has the figure's whole width, and where that is not enough it scrolls, by keys too. */
export const scrolling = (drawing, width, name) =>
  width <= WIDTH
    ? drawing
    : h("div", { class: "mc-scroll", role: "group", "aria-label": name, tabindex: 0 }, drawing);

const decimalsOf = (step) => Math.max(0, -Math.floor(Math.log10(step)));

/**
 * Axes over a rectangle of the panel. Returns the two scales, the frame to draw first, and a clipping wrapper.
 * `framed(xName, yName)` is the frame under other names, for axes that keep still while a name tells a moving number.
 */
export function axes({
  box,
  x,
  y,
  xName,
  yName,
  xColour = C.muted,
  yColour = C.muted,
  ticks = 5,
  yTicks = ticks,
}) {
  const [left, top, right, bottom] = box;
  const sx = scaleLinear(x, [left, right]);
  const sy = scaleLinear(y, [bottom, top]);
  const tickText = { "font-size": 11, fill: C.muted, class: "mc-number" };
  const marks = (values) => {
    const decimals = values.length > 1 ? decimalsOf(values[1] - values[0]) : 0;
    return values.map((v) => number(v, decimals));
  };
  const xs = sx.ticks(ticks);
  const ys = sy.ticks(yTicks);
  const xTexts = marks(xs);
  const yTexts = marks(ys);
  // Made once: a redrawing passes over nodes that it has drawn before.
  const grid = [
    xs.map((v) => h("line", { x1: sx(v), x2: sx(v), y1: top, y2: bottom, stroke: C.line })),
    ys.map((v) => h("line", { x1: left, x2: right, y1: sy(v), y2: sy(v), stroke: C.line })),
    xs.map((v, i) =>
      h("text", { ...tickText, x: sx(v), y: bottom + 15, "text-anchor": "middle" }, xTexts[i]),
    ),
    ys.map((v, i) => h("text", { ...tickText, x: left - 6, y: sy(v) + 4, "text-anchor": "end" }, yTexts[i])),
    h("rect", {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      fill: "none",
      stroke: C.line,
    }),
  ];
  const framed = (xWords, yWords) =>
    h(
      "g",
      { "aria-hidden": "true" },
      grid,
      xWords && label(xWords, { x: right, y: bottom + 30, "text-anchor": "end", fill: xColour }),
      yWords && label(yWords, { x: left - 2, y: top - 8, "text-anchor": "start", fill: yColour }),
    );
  // A nested SVG clips without an id, so that pictures on one page cannot mix up each other's clip paths.
  const clip = (...children) =>
    h(
      "svg",
      {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
        viewBox: `${left} ${top} ${right - left} ${bottom - top}`,
      },
      children,
    );
  return { sx, sy, frame: framed(xName, yName), framed, clip };
}

/** Points of a function on a domain, for `path`. */
export function sample(f, [low, high], count = 160) {
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = low + ((high - low) * i) / count;
    return [t, f(t)];
  });
}

const HALVINGS = 40;
const STEEP = 0.02; // of the whole height: what rises less between two points need not be looked at

/** The points of a function with a gap wherever it jumps: halve the interval, and the step stays as it was. */
export function withGaps(points, f) {
  const heights = points.map(([, v]) => v).filter(Number.isFinite);
  const least = STEEP * (Math.max(...heights) - Math.min(...heights));
  return points.flatMap((point, i) => {
    if (i === 0) return [point];
    let [low, high] = [points[i - 1], point];
    const step = Math.abs(high[1] - low[1]);
    if (!(step > least)) return [point];
    for (let k = 0; k < HALVINGS; k++) {
      const t = (low[0] + high[0]) / 2;
      const middle = [t, f(t)];
      if (Math.abs(middle[1] - low[1]) > Math.abs(high[1] - middle[1])) high = middle;
      else low = middle;
    }
    return Math.abs(high[1] - low[1]) > step / 2 ? [low, [low[0], NaN], high, point] : [point];
  });
}

/** A symmetric range in steps of powers of two that holds some values: an axis that keeps still in small moves. */
export function steadyRange(values, least = 4) {
  const needed = Math.max(...values.filter(Number.isFinite).map(Math.abs));
  let reach = least;
  while (reach < needed && reach < 1e6) reach *= 2;
  return [-reach, reach];
}

/** Remember the last result of a function of one text: what a drawing need not make anew at every move. */
export function lastOf(make) {
  let known = null;
  let result = null;
  return (key, ...rest) => {
    if (key !== known) result = make(key, ...rest);
    known = key;
    return result;
  };
}

/** Axes some of whose settings change now and then: a function from these to axes, made anew only when they differ. */
export function steadyAxes(settings) {
  const make = lastOf((key, changing) => axes({ ...settings, ...changing }));
  return (changing) => make(JSON.stringify(changing), changing);
}

/** The path of a curve through points; it is interrupted where the function is undefined or jumps out of sight. */
export function path(points, sx, sy) {
  const [bottom, top] = sy.range();
  const reach = 20 * Math.abs(bottom - top);
  const visible = ([a, b]) => Number.isFinite(a) && Number.isFinite(b) && Math.abs(sy(b) - top) < reach;
  return line(
    ([a]) => sx(a),
    ([, b]) => sy(b),
  )
    .defined(visible)
    .digits(1)(points);
}

/** A curve. */
export const curve = (points, { sx, sy }, attributes) =>
  h("path", { d: path(points, sx, sy), fill: "none", "stroke-width": 2, ...attributes });

/** An arrow with its head drawn out (no markers: they would need ids). Too short an arrow is a dot. */
export function arrow([x0, y0], [x1, y1], { colour, width = 2.5, head = 9, ...attributes }) {
  if (![x0, y0, x1, y1].every(Number.isFinite)) return null;
  const length = Math.hypot(x1 - x0, y1 - y0);
  const common = { fill: colour, stroke: colour, "stroke-linecap": "round", ...attributes };
  if (length < 1) return h("g", common, h("circle", { cx: x0, cy: y0, r: width * 0.8, stroke: "none" }));
  const size = Math.min(head, length * 0.6);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [bx, by] = [x1 - ux * size, y1 - uy * size];
  const corner = (side) =>
    `${(bx - side * uy * size * 0.45).toFixed(1)} ${(by + side * ux * size * 0.45).toFixed(1)}`;
  return h(
    "g",
    common,
    h("line", { x1: x0, y1: y0, x2: bx, y2: by, "stroke-width": width }),
    h("path", { d: `M${x1.toFixed(1)} ${y1.toFixed(1)}L${corner(1)}L${corner(-1)}Z`, stroke: "none" }),
  );
}

/** The values that hold the middle of a set of numbers: an axis that a few extremes cannot stretch. */
export function robustDomain(values, margin = 0.12) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [-1, 1];
  const at = (q) => sorted[Math.round(q * (sorted.length - 1))];
  let [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const middle = at(0.92) - at(0.08);
  if (high - low > 8 * middle && middle > 0) [low, high] = [at(0.04), at(0.96)];
  if (high === low) [low, high] = [low - 1, high + 1];
  const pad = (high - low) * margin;
  return [low - pad, high + pad];
}
