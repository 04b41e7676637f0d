// The bundle: figures on a static page, in Jupyter, and as a static picture.

import { staticText } from "./dom.js";
import { frame } from "./frame.js";
import { localStore, mount } from "./host.js";
import { kinds } from "./figures/index.js";
import { compile } from "./tape.js";

const inert = { set: () => {}, local: {}, setLocal: () => {}, calm: true };

/** The figure at its start as HTML text, for readers without scripts, for print and for pages that strip scripts. */
export const staticFigure = (spec) => staticText(frame(spec)(kinds[spec.kind](spec)(spec.state, inert)));

/** Values of a tape at many points: what the tests compare with Python. */
export const evaluate = (tape, points) => points.map(compile(tape));

/** Bring a figure of a static page to life; its data stand beside its picture. */
export function mountFigure(figure) {
  const place = figure.querySelector(".mc-place");
  if (place.classList.contains("mc-alive")) return;
  const spec = JSON.parse(figure.querySelector("script.mc-data").textContent);
  const store = localStore(spec.state);
  // Tests and curious readers find the state here.
  figure.state = store;
  mount(place, kinds, spec, store);
}

/** A store on top of a widget's model: Python's traits are the state. */
export function modelStore(model, names) {
  let saving = 0;
  return {
    get: () => Object.fromEntries(names.map((name) => [name, model.get(name)])),
    set(part) {
      for (const [name, value] of Object.entries(part)) model.set(name, value);
      // A drag changes the state faster than a kernel wants to hear: once a frame is enough.
      cancelAnimationFrame(saving);
      saving = requestAnimationFrame(() => model.save_changes());
    },
    changed(listener) {
      const events = names.map((name) => `change:${name}`);
      for (const event of events) model.on(event, listener);
      return () => events.forEach((event) => model.off(event, listener));
    },
  };
}

/** The widget, as Jupyter's front end asks for it. */
export const widget = {
  render({ model, el }) {
    const spec = model.get("_spec");
    const figure = el.ownerDocument.createElement("figure");
    const place = el.ownerDocument.createElement("div");
    figure.className = "mc-figure";
    place.className = "mc-place";
    figure.append(place);
    el.replaceChildren(figure);
    return mount(place, kinds, spec, modelStore(model, Object.keys(spec.state)));
  },
};
