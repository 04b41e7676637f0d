// Brings a figure to life in an element: draws it, redraws it when its state changes, links what belongs together, and
// announces the outcome of a move.

import { display } from "./dom.js";
import { frame } from "./frame.js";
import { attachGrip } from "./grip.js";

const QUIET = 500; // milliseconds after the last change before the outcome is announced

/**
 * A store holds a figure's state by name. `set` writes some of it, `changed(listener)` calls back after every change
 * and returns the function that stops it. The widget's store is its model; on a static page it is this one.
 */
export function localStore(initial) {
  const state = { ...initial };
  const listeners = new Set();
  return {
    get: () => state,
    set(part) {
      Object.assign(state, part);
      for (const listener of listeners) listener();
    },
    changed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Light up everything that shares a link with what is pointed at, focused or pinned. */
function linkHighlights(root) {
  let pinned = null;
  let hovered = null;
  let dark = true;
  const refresh = () => {
    const lit = hovered ?? pinned;
    if (lit === null && dark) return;
    dark = lit === null;
    for (const element of root.querySelectorAll("[data-link]")) {
      const on = lit !== null && sharesLink(element.getAttribute("data-link"), lit);
      if (element.classList.contains("mc-lit") !== on) element.classList.toggle("mc-lit", on);
    }
    for (const element of root.querySelectorAll("[data-pin]")) {
      // Writing what is there already would make the browser style the whole figure anew.
      const pressed = String(pinned !== null && element.getAttribute("data-pin") === pinned);
      if (element.getAttribute("aria-pressed") !== pressed) element.setAttribute("aria-pressed", pressed);
    }
    root.classList.toggle("mc-linking", lit !== null);
  };
  const linkOf = (event) => event.target.closest?.("[data-link]")?.getAttribute("data-link") ?? null;
  const point = (link) => {
    if (link === hovered) return;
    hovered = link;
    refresh();
  };
  // What a held handle passes over does not light up: the links of the handle itself are what is looked at.
  const dragging = (event) => event.pointerType === "mouse" && event.buttons > 0;
  root.addEventListener("pointerover", (event) => dragging(event) || point(linkOf(event)));
  root.addEventListener("pointerleave", () => point(null));
  root.addEventListener("focusin", (event) => point(linkOf(event)));
  root.addEventListener("focusout", () => point(null));
  const pinOf = (event) => event.target.closest?.("[data-pin]")?.getAttribute("data-pin") ?? null;
  const press = (pin) => {
    if (pin === null) return;
    pinned = pinned === pin ? null : pin;
    if (pinned === null) hovered = null;
    refresh();
  };
  root.addEventListener("click", (event) => press(pinOf(event)));
  // Cells of a picture are no HTML buttons: their keys are ours to handle.
  root.addEventListener("keydown", (event) => {
    if (event.target.tagName !== "g" || (event.key !== "Enter" && event.key !== " ") || pinOf(event) === null)
      return;
    event.preventDefault();
    press(pinOf(event));
  });
  return refresh;
}

const sharesLink = (links, lit) => {
  const wanted = lit.split(" ");
  return links.split(" ").some((link) => wanted.includes(link));
};

// The engine compiles what it has seen run. A few drawings in idle time make the first move as quick as the later ones;
// once the reader reaches for the figure, they would only be in the way.
const WARM_UP = 12;
const NO_TIME = { timeRemaining: () => 0 };
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(() => work(NO_TIME), 50));
function warmUp(draw, wanted, times = WARM_UP) {
  whenIdle((idle) => {
    let left = times;
    let took = 0;
    do {
      if (!wanted()) return;
      const start = performance.now();
      draw();
      took = performance.now() - start;
      left -= 1;
    } while (left > 0 && took < idle.timeRemaining());
    if (left > 0) warmUp(draw, wanted, left);
  });
}

/** What the first handle would set if an arrow key nudged it; the store is not told. */
function nudged(element, act) {
  const { set, setLocal } = act;
  let part = {};
  Object.assign(act, { set: (wished) => (part = wished), setLocal: () => {} });
  element.querySelector(".mc-handle")?.grip.nudge(1, 1);
  Object.assign(act, { set, setLocal });
  return part;
}

/** Mount a figure in an element. Returns the function that takes it away. */
export function mount(element, kinds, spec, store) {
  const page = element.ownerDocument;
  const context = kinds[spec.kind](spec);
  const local = localStore({});
  const act = {
    set: (part) => store.set(part),
    local: local.get(),
    setLocal: (part) => local.set(part),
    calm: page.defaultView.matchMedia("(prefers-reduced-motion: reduce)").matches,
  };

  const place = page.createElement("div");
  const live = page.createElement("p");
  live.className = "mc-live";
  live.setAttribute("aria-live", "polite");
  element.replaceChildren(place, live);
  const show = display(place, { grip: attachGrip });
  const refresh = linkHighlights(element);

  let saying = null;
  let frameAsked = 0;
  const framed = frame(spec);
  const draw = (state = store.get()) => {
    const view = context(state, act);
    show(framed(view));
    refresh();
    return view;
  };
  // A move and back, within one task: nobody sees it, and it runs what a move runs.
  const rehearse = () => {
    draw({ ...store.get(), ...nudged(place, act) });
    draw();
  };
  let untouched = true;
  const touch = () => (untouched = false);
  for (const reached of ["pointerover", "focusin"]) element.addEventListener(reached, touch, { once: true });
  const redraw = () => {
    touch();
    if (frameAsked) return;
    frameAsked = requestAnimationFrame(() => {
      frameAsked = 0;
      const { say } = draw();
      clearTimeout(saying);
      saying = setTimeout(() => (live.textContent = say), QUIET);
    });
  };
  const stops = [store.changed(redraw), local.changed(redraw)];
  draw();
  element.classList.add("mc-alive");
  warmUp(rehearse, () => untouched);
  return () => {
    touch();
    for (const stop of stops) stop();
    cancelAnimationFrame(frameAsked);
    clearTimeout(saying);
    clearInterval(act.local.timer);
  };
}
