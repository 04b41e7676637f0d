// What every figure has around its drawing: title, what to try, readout, controls, a calm sentence when something is
// undefined, and a polite announcement for screen readers.

import { h } from "./dom.js";
import { formula } from "./format.js";

/** A sentence with small formulas between dollar signs. */
export const prose = (sentence) => sentence.split("$").map((part, i) => (i % 2 ? formula(part) : part));

/** The frame of a figure: a function from what its drawing returned to the whole figure as a tree. */
export function frame(spec) {
  // Made once, so that a redrawing passes over them.
  const title = h("span", { class: "mc-title" }, prose(spec.title));
  const head = h("div", { class: "mc-head" }, title, h("span", { class: "mc-try" }, prose(spec.hint)));
  const caption = h("p", { class: "mc-caption" }, prose(spec.caption));
  return (view) =>
    h(
      "div",
      { class: "mc-root" },
      head,
      h("div", { class: "mc-panels" }, view.panels),
      h("div", { class: "mc-readout" }, view.readout),
      h("div", { class: "mc-controls" }, view.controls),
      h("p", { class: "mc-note" }, prose(view.note ?? "")),
      caption,
    );
}
