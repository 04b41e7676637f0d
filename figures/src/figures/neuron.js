// One neuron: terms w_i x_i and the bias add up to z, the activation makes a of it.

import { h } from "../dom.js";
import { activationCurve } from "../activation-curve.js";
import { C } from "../colours.js";
import { slider } from "../controls.js";
import { bracketed, formula, label, number, spoken } from "../format.js";
import { clamp } from "../grip.js";
import { arrow, panel, steadyRange } from "../plot.js";
import { row, text, value } from "../readout.js";
import { differentiable } from "../tape.js";

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

function node(x, y, name, v, colour, link) {
  return h(
    "g",
    { "data-link": link, class: "mc-linked" },
    h("circle", {
      cx: x,
      cy: y,
      r: 24,
      fill: C.paper,
      stroke: colour,
      "stroke-width": 2,
      class: "mc-mark",
    }),
    label(name, { x, y: y - 3, "text-anchor": "middle", fill: colour, size: 14 }),
    h(
      "text",
      { x, y: y + 13, "text-anchor": "middle", "font-size": 12, class: "mc-number", fill: C.ink },
      number(v),
    ),
  );
}

const LINE = 24;

/** Both panels are as high as the sum and the curve need. */
const topFor = (inputs) => 30 + LINE * (inputs + 2);
const heightFor = (inputs) => topFor(inputs) + 210;

function diagram({ w, x, b }, z, a) {
  const height = heightFor(x.length);
  const middle = height / 2;
  const place = (i) => (height * (i + 0.5)) / (x.length + 1);
  const edge = (y, v, name, colour, link) => {
    // Negative weights are dashed: the sign must not rest on colour alone.
    const strength = clamp(1 + Math.abs(v) * 1.5, [1, 7]);
    return h(
      "g",
      { "data-link": link, class: "mc-linked" },
      h("line", {
        x1: 58,
        y1: y,
        x2: 196,
        y2: middle,
        stroke: colour,
        "stroke-width": strength,
        "stroke-dasharray": v < 0 ? "6 4" : null,
        class: "mc-mark",
      }),
      label(name, {
        x: 118,
        y: y + (middle - y) * 0.43 - (y === middle ? 7 : 14),
        "text-anchor": "middle",
        fill: colour,
        size: 13,
        halo: C.paper,
      }),
    );
  };
  return panel(
    { height, name: "the neuron" },
    x.map((_, i) => edge(place(i), w[i], `w_{${i + 1}} = ${number(w[i])}`, C.w, `t${i}`)),
    edge(place(x.length), 1, "", C.b, "tb"),
    arrow([246, middle], [274, middle], { colour: C.z, width: 2 }),
    x.map((v, i) => node(34, place(i), `x_{${i + 1}}`, v, C.x, `t${i}`)),
    node(34, place(x.length), "b", b, C.b, "tb"),
    node(220, middle, "z", z, C.z, "z"),
    node(302, middle, "a", a, C.a, "a"),
  );
}

function sumAndCurve(curveOver, parts, names, colours, links, z, a) {
  const range = steadyRange([z, ...parts.map((_, i) => sum(parts.slice(0, i + 1)))]);
  const top = topFor(parts.length - 1);
  const { plot, drawn } = curveOver(range);
  let start = 0;
  const rows = parts.map((part, i) => {
    const from = start;
    start += part;
    const y = 20 + LINE * i;
    return h(
      "g",
      { "data-link": links[i], class: "mc-linked" },
      label(names[i], { x: 8, y: y + 4, fill: colours[i], size: 13 }),
      h("line", {
        x1: plot.sx(from),
        x2: plot.sx(from),
        y1: y - LINE,
        y2: y,
        stroke: C.muted,
        "stroke-dasharray": "2 3",
      }),
      arrow([plot.sx(from), y], [plot.sx(start), y], {
        colour: colours[i],
        width: 3,
        class: "mc-mark",
      }),
    );
  });
  const y = 20 + LINE * parts.length;
  const dot = [plot.sx(z), plot.sy(a)];
  const shown = dot.every(Number.isFinite);
  return panel(
    { height: heightFor(parts.length - 1), name: "the terms add up to z; the activation of z" },
    h("line", { x1: plot.sx(0), x2: plot.sx(0), y1: 8, y2: y + 8, stroke: C.line }),
    rows,
    label("z", { x: 8, y: y + 4, fill: C.z, size: 13 }),
    arrow([plot.sx(0), y], [plot.sx(z), y], { colour: C.z, width: 4, "data-link": "z" }),
    plot.frame,
    plot.clip(drawn),
    shown && [
      h("line", { x1: dot[0], x2: dot[0], y1: y, y2: dot[1], stroke: C.z, "stroke-dasharray": "4 4" }),
      h("line", { x1: 52, x2: dot[0], y1: dot[1], y2: dot[1], stroke: C.a, "stroke-dasharray": "4 4" }),
      h("circle", { cx: dot[0], cy: dot[1], r: 6, fill: C.a }),
    ],
  );
}

export function neuron(spec) {
  const f = differentiable(spec.activation);
  const top = topFor(spec.state.x.length);
  const curveOver = activationCurve(f, [52, top + 20, 326, top + 170]);
  const control = (name, words, quantity, link) =>
    slider({ name, words, domain: spec.ranges[quantity], colour: C[quantity], link });
  const sliders = {
    x: spec.state.x.map((_, i) => control(`x_{${i + 1}}`, `input x${i + 1}`, "x", `t${i}`)),
    w: spec.state.w.map((_, i) => control(`w_{${i + 1}}`, `weight w${i + 1}`, "w", `t${i}`)),
    b: control("b", "bias b", "b", "tb"),
  };

  return (state, act) => {
    const { w, x, b } = state;
    const terms = w.map((weight, i) => weight * x[i]);
    const z = sum(terms) + b;
    const [a] = f([z]).value;
    const names = [...terms.map((_, i) => `w_{${i + 1}}x_{${i + 1}}`), "b"];
    const colours = [...terms.map(() => C.w), C.b];
    const links = [...terms.map((_, i) => `t${i}`), "tb"];
    const replaced = (values, i, v) => values.map((old, k) => (k === i ? v : old));
    return {
      panels: [diagram(state, z, a), sumAndCurve(curveOver, [...terms, b], names, colours, links, z, a)],
      readout: [
        row(
          formula("z = @w · @x + b = "),
          terms.map((_, i) => [
            text(i ? "+" : ""),
            h(
              "span",
              { "data-link": `t${i}`, class: "mc-term" },
              h("span", { style: `color:${C.w}` }, i ? bracketed(w[i]) : number(w[i])),
              text(" · "),
              h("span", { style: `color:${C.x}` }, bracketed(x[i])),
            ),
          ]),
          text("+"),
          h("span", { "data-link": "tb", class: "mc-term", style: `color:${C.b}` }, bracketed(b)),
          text("="),
          value(z, { colour: C.z, name: "z" }),
        ),
        row(formula(`a = ${spec.formula} = `), value(a, { colour: C.a, name: "a" })),
      ],
      controls: [
        x.map((v, i) => [
          sliders.x[i](v, (moved) => act.set({ x: replaced(x, i, moved) })),
          sliders.w[i](w[i], (moved) => act.set({ w: replaced(w, i, moved) })),
        ]),
        sliders.b(b, (moved) => act.set({ b: moved })),
      ],
      note: Number.isFinite(a)
        ? ""
        : "The activation is undefined for this $z$. Move on: the picture follows.",
      say: `z is ${spoken(z)}, the activation is ${spoken(a)}`,
    };
  };
}
