// What a reader can press, choose or slide under a picture.

import { scaleLinear, scaleLog } from "d3-scale";
import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number, spoken } from "./format.js";
import { clamp, grain, handle, settle } from "./grip.js";
import { panel } from "./plot.js";

/** A push button. */
export const button = (words, press, attributes = {}) =>
  h("button", { class: "mc-button", type: "button", on: { click: press }, ...attributes }, words);

/** A choice of one among a few, as a group of buttons. `options` are [value, words] pairs. */
export function choice(name, options, chosen, choose) {
  return h(
    "div",
    { class: "mc-choice", role: "group", "aria-label": name },
    h("span", { class: "mc-choice-name" }, name),
    options.map(([option, words]) =>
      button(words, () => choose(option), {
        "aria-pressed": String(option === chosen),
        class: option === chosen ? "mc-button mc-chosen" : "mc-button",
      }),
    ),
  );
}

/** A slider: a handle on a line of its own, with its name before and its value after it. */
export function slider({
  name,
  words,
  value,
  domain,
  change,
  colour = C.ink,
  decimals = 2,
  link,
  logarithmic = false,
}) {
  const scale = (logarithmic ? scaleLog : scaleLinear)(domain, [70, 272]);
  // On a logarithmic line a move is a factor, and the grain is a fiftieth of a power of ten.
  const to = (v) => (logarithmic ? clamp(Number(v.toPrecision(2)), domain) : settle(v, domain));
  const nudged = (d) => (logarithmic ? value * 10 ** (d / 100) : value + d * grain(domain));
  const at = scale(clamp(value, domain));
  return panel(
    { width: 340, height: 44, name: words },
    label(name, { x: 10, y: 27, fill: colour, size: 15 }),
    h("line", {
      x1: 70,
      x2: 272,
      y1: 22,
      y2: 22,
      stroke: C.line,
      "stroke-width": 4,
      "stroke-linecap": "round",
    }),
    domain[0] < 0 &&
      domain[1] > 0 &&
      h("line", { x1: scale(0), x2: scale(0), y1: 15, y2: 29, stroke: C.muted }),
    h(
      "text",
      { x: 332, y: 27, "text-anchor": "end", class: "mc-number", "font-size": 14, fill: C.ink },
      number(value, decimals),
    ),
    handle({
      x: at,
      y: 22,
      axis: "x",
      colour,
      link,
      name: words,
      now: value,
      range: domain,
      text: spoken(value, decimals),
      move: (px) => change(to(scale.invert(clamp(px, [70, 272])))),
      nudge: (dx, dy) => change(to(nudged(dx + dy))),
    }),
  );
}
