// What a reader can press, choose or slide under a picture.

import { scaleLinear, scaleLog } from "d3-scale";
import { h } from "./dom.js";
import { C } from "./colours.js";
import { label, number, spoken } from "./format.js";
import { clamp, grain, handle, settle } from "./grip.js";
import { panel } from "./plot.js";

const TRACK = [70, 272]; // from where to where a handle slides, leaving room for a name and a number

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

// The steps of an arrow key on a logarithmic line, by where it starts: even ones below 0.3, above them a factor.
const EVEN_STEPS = [
  [0.01, 0.001],
  [0.3, 0.01],
];

/** Where `d` grains, ten to an arrow key, lead from a value on a logarithmic line. */
export function nudgedLog(value, d) {
  // On a limit the finer step leads down and the coarser one up, so that a way back is the way there.
  const found = EVEN_STEPS.find(([limit]) => (d < 0 ? value <= limit : value < limit));
  return found ? value + (d / 10) * found[1] : value * 10 ** (d / 100);
}

/**
 * A slider: a handle on a line of its own, with its name before and its value after it. Returns the function that draws
 * it at a value; what stays the same is made once.
 */
export function slider({ name, words, domain, colour = C.ink, decimals = 2, link, logarithmic = false }) {
  const scale = (logarithmic ? scaleLog : scaleLinear)(domain, TRACK);
  const to = (v) => (logarithmic ? clamp(Number(v.toPrecision(2)), domain) : settle(v, domain));
  const nudged = (value, d) => (logarithmic ? nudgedLog(value, d) : value + d * grain(domain));
  const still = [
    label(name, { x: 10, y: 27, fill: colour, size: 15 }),
    h("line", {
      x1: TRACK[0],
      x2: TRACK[1],
      y1: 22,
      y2: 22,
      stroke: C.line,
      "stroke-width": 4,
      "stroke-linecap": "round",
    }),
    domain[0] < 0 &&
      domain[1] > 0 &&
      h("line", { x1: scale(0), x2: scale(0), y1: 15, y2: 29, stroke: C.muted }),
  ];
  return (value, change) =>
    panel(
      { height: 44, name: words },
      still,
      h(
        "text",
        { x: 332, y: 27, "text-anchor": "end", class: "mc-number", "font-size": 14, fill: C.ink },
        number(value, decimals),
      ),
      handle({
        x: scale(clamp(value, domain)),
        y: 22,
        axis: "x",
        colour,
        link,
        name: words,
        now: value,
        range: domain,
        text: spoken(value, decimals),
        move: (px) => change(to(scale.invert(clamp(px, TRACK)))),
        nudge: (dx, dy) => change(to(nudged(value, dx + dy))),
      }),
    );
}
