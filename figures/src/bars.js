// Bars for the entries of a vector, some with a handle at their top.

import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number, spoken } from "./format.js";
import { clamp, grain, handle, settle } from "./grip.js";
import { steadyAxes } from "./plot.js";

/**
 * Bars for `count` entries in a box of a panel; `link(i)` names what a bar belongs to. Returns the function that draws
 * them: `set(i, v)` makes the tops draggable within `range`; `before` holds older values, drawn as outlines, so that a
 * reader sees what moved.
 */
export function bars({ box, count, name, colour, link }) {
  const [left, , right, bottom] = box;
  const slot = (right - left) / count;
  const axesOver = steadyAxes({ box, x: [0, count], yColour: colour, ticks: 0, yTicks: 3 });
  const names = Array.from({ length: count }, (_, i) =>
    label(`${name}_{${i + 1}}`, {
      x: left + slot * (i + 0.5),
      y: bottom + 16,
      "text-anchor": "middle",
      fill: colour,
      size: 14,
    }),
  );
  return (drawn) => drawBars({ left, right, slot, name, names, colour, link }, axesOver, drawn);
}

function drawBars(fixed, axesOver, { domain, range = domain, values, title, before, set, start }) {
  const { left, right, slot, name, names, colour, link } = fixed;
  const plot = axesOver({ y: domain, yName: title });
  const width = Math.min(34, slot * 0.55);
  const zero = plot.sy(clamp(0, domain));
  const body = (v, i, attributes) => {
    const end = plot.sy(clamp(v, domain));
    const x = left + slot * (i + 0.5) - width / 2;
    return h("rect", {
      x,
      y: Math.min(zero, end),
      width,
      height: Math.max(Math.abs(end - zero), 0.5),
      ...attributes,
    });
  };
  const one = (v, i) => {
    const shown = Number.isFinite(v);
    const end = plot.sy(clamp(shown ? v : 0, domain));
    const middle = left + slot * (i + 0.5);
    const moved = before && number(before[i]) !== number(v);
    return h(
      "g",
      { "data-link": link?.(i), class: "mc-linked" },
      shown && body(v, i, { fill: colour, "fill-opacity": 0.75, class: "mc-bar" }),
      moved &&
        Number.isFinite(before[i]) &&
        body(before[i], i, { fill: "none", stroke: C.ink, "stroke-dasharray": "3 3" }),
      h(
        "text",
        {
          x: middle,
          y: v < 0 ? end + (set ? 24 : 15) : end - (set ? 14 : 6),
          "text-anchor": "middle",
          "font-size": 12,
          class: "mc-number",
          fill: C.ink,
          stroke: C.paper,
          "stroke-width": 3,
          "paint-order": "stroke",
          "font-weight": moved ? 700 : null,
        },
        number(v),
      ),
      names[i],
      set &&
        handle({
          x: middle,
          y: end,
          axis: "y",
          colour,
          link: link?.(i),
          name: `${name.replace("@", "")}${i + 1}`,
          now: v,
          range,
          text: spoken(v),
          start,
          move: (px, py) => set(i, settle(plot.sy.invert(py), range)),
          nudge: (dx, dy) => set(i, settle(v + (dx + dy) * grain(range), range)),
        }),
    );
  };
  return h(
    "g",
    null,
    plot.frame,
    h("line", { x1: left, x2: right, y1: zero, y2: zero, stroke: C.muted }),
    values.map(one),
  );
}

/** A symmetric or one-sided range in round steps that holds some values with room for their numbers. */
export function barDomain(values, least = 2) {
  const known = values.filter(Number.isFinite);
  const round = (v) => {
    let size = least;
    while (size < v && size < 1e9) size *= 2;
    return size;
  };
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  return [low < 0 ? -1.4 * round(-low) : 0, 1.4 * round(high)];
}
