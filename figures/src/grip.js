// Handles: what a reader can take hold of, by mouse, touch or pen (d3-drag) and by the arrow keys.

import { drag } from "d3-drag";
import { select } from "d3-selection";
import { h } from "./dom.js";
import { spoken } from "./format.js";
import { C } from "./colours.js";

export const clamp = (value, [low, high]) => Math.min(Math.max(value, low), high);

/** The grain of an axis: values are rounded to it, an arrow key moves ten grains, with shift fifty. */
export const grain = ([low, high]) => 10 ** Math.floor(Math.log10(high - low)) / 100;

/** Round to the grain of a domain and keep inside it. */
export function settle(value, domain) {
  const step = grain(domain);
  // Below one, dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
  const parts = Math.round(1 / step);
  return clamp(step < 1 ? Math.round(value * parts) / parts : Math.round(value / step) * step, domain);
}

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The move an arrow key asks for, in grains along x and y; null for any other key. */
export function arrowMove(event) {
  const direction = KEYS[event.key];
  if (!direction) return null;
  const size = event.shiftKey ? 50 : 10;
  return [direction[0] * size, direction[1] * size];
}

/** Make an element answer to the pointer and to the keys; `element.grip` is read anew at each event. */
export function attachGrip(element) {
  if (element.hasGrip) return;
  element.hasGrip = true;
  const behaviour = drag()
    .container(() => element.closest("svg.mc-panel"))
    .subject(() => ({ x: element.grip.x, y: element.grip.y }))
    .on("start", () => {
      element.focus({ preventScroll: true, focusVisible: false });
      element.grip.start?.();
    })
    .on("drag", (event) => element.grip.move(event.x, event.y))
    .on("end", () => element.grip.end?.());
  select(element).call(behaviour);
  element.addEventListener("keydown", (event) => {
    const move = arrowMove(event);
    if (!move) return;
    event.preventDefault();
    element.grip.start?.();
    element.grip.nudge(...move);
    element.grip.end?.();
  });
}

/**
 * A handle at (x, y) of its panel. `move(x, y)` gets pixels, `nudge(dx, dy)` grains.
 * `now`, `range` and `text` are what assistive technology says.
 */
export function handle({ x, y, colour, name, now, range, text, link, move, nudge, start, end, axis }) {
  const shown = Number.isFinite(x) && Number.isFinite(y);
  return h(
    "g",
    {
      class: `mc-handle mc-${axis ?? "both"}`,
      tabindex: 0,
      role: "slider",
      "aria-label": name,
      "aria-valuenow": now,
      "aria-valuemin": range[0],
      "aria-valuemax": range[1],
      "aria-valuetext": text,
      "aria-orientation": axis === "y" ? "vertical" : null,
      "data-link": link,
      transform: shown ? `translate(${x.toFixed(2)} ${y.toFixed(2)})` : "translate(-99 -99)",
      grip: { x, y, move, nudge, start, end },
    },
    h("circle", { r: 20, fill: "transparent" }),
    h("circle", { class: "mc-ring", r: 12, fill: "none", stroke: C.ink, "stroke-width": 2, opacity: 0 }),
    h("circle", { r: 7, fill: colour, stroke: C.paper, "stroke-width": 2 }),
  );
}

/** A handle for a point of a plane: `names` and `window` are those of its two coordinates. */
export function pointHandle(point, { sx, sy }, { names, window }, colour, set, more = {}) {
  const [xRange, yRange] = window;
  return handle({
    x: sx(clamp(point[0], xRange)),
    y: sy(clamp(point[1], yRange)),
    colour,
    name: `point (${names.join(", ").replace(/[_{}]/g, "")})`,
    now: point[0],
    range: xRange,
    text: names.map((name, i) => `${name.replace(/[_{}]/g, "")} ${spoken(point[i])}`).join(", "),
    move: (px, py) => set([settle(sx.invert(px), xRange), settle(sy.invert(py), yRange)]),
    nudge: (dx, dy) =>
      set([settle(point[0] + dx * grain(xRange), xRange), settle(point[1] + dy * grain(yRange), yRange)]),
    ...more,
  });
}
