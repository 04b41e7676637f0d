// A chain of functions: step through its local derivatives, forward or backward, and collect their product.

import { h } from "../dom.js";
import { C, variableColour } from "../colours.js";
import { button, choice, slider } from "../controls.js";
import { bracketed, derivative, formula, label, number, spoken } from "../format.js";
import { graphPanel } from "../graph.js";
import { panel } from "../plot.js";
import { row, text, value } from "../readout.js";
import { compile } from "../tape.js";

const LINE = 18; // between two lines of a factor
const PITCH = 46; // from one factor of one line to the next

export function chainGraph(spec) {
  const run = compile(spec.f);
  const count = spec.factors.length;
  const [first, last] = [spec.nodes[0], spec.nodes[count]];
  const quantity = variableColour(first);
  const drawGraph = graphPanel(spec, "the graph of the chain", {
    nodeColour: (k) => (k === 0 ? quantity : k === count ? C.y : C.z),
    link: (e) => `e${e}`,
  });
  const variable = slider({ name: first, words: "the variable", domain: spec.window, colour: quantity });
  const heightOf = (e) => PITCH + LINE * (spec.factors[e].length - 1);

  return ({ point, step, direction }, act) => {
    const all = run([point]);
    const values = all.slice(0, count + 1);
    const slopes = all.slice(count + 1, -1);
    const forward = direction === "forward";
    const order = slopes.map((_, i) => (forward ? i : count - 1 - i));
    const done = new Set(order.slice(0, step));
    const product = (steps) => order.slice(0, steps).reduce((result, e) => result * slopes[e], 1);
    // What the product so far is the derivative of, and by what.
    const [top, below] = forward ? [spec.nodes[step], first] : [last, spec.nodes[count - step]];
    let bottom = 38;
    const ledger = order.map((e, i) => {
      const y = bottom + 25;
      bottom += heightOf(e);
      const reached = i < step;
      const colour = reached ? C.grad : C.muted;
      const result = { y, "text-anchor": "end", class: "mc-number" };
      return h(
        "g",
        { "data-link": `e${e}`, class: "mc-linked" },
        h("rect", {
          x: 10,
          y: y - 25,
          width: 320,
          height: heightOf(e) - 6,
          rx: 6,
          fill: i === step - 1 ? C.card : "transparent",
        }),
        spec.factors[e].map((line, k) =>
          label(i && k === 0 ? `· ${line}` : line, {
            x: k ? 30 : 18,
            y: y + k * LINE,
            fill: colour,
            size: 14,
          }),
        ),
        h("text", { ...result, x: 240, "font-size": 13, fill: colour }, reached ? number(slopes[e]) : "?"),
        h(
          "text",
          {
            ...result,
            x: 322,
            "font-size": 14,
            fill: reached ? C.ink : C.muted,
            "font-weight": i === step - 1 ? 700 : null,
          },
          reached ? number(product(i + 1)) : "?",
        ),
      );
    });
    const heading = { y: 22, "font-size": 12, fill: C.muted, class: "mc-number" };
    return {
      panels: [
        drawGraph(values, slopes, {
          colour: (e) => (done.has(e) ? C.grad : C.muted),
          strong: (e) => done.has(e),
        }),
        panel(
          { height: bottom + 6, name: "the factors collected so far" },
          h(
            "text",
            { ...heading, x: 18 },
            forward ? "forward: from the variable" : "backward: from the output",
          ),
          h("text", { ...heading, x: 322, "text-anchor": "end" }, "product"),
          ledger,
        ),
      ],
      readout: [
        step > 0
          ? row(
              formula(`${derivative(top, below)} = `),
              order
                .slice(0, step)
                .map((e, i) => [
                  text(i ? "·" : ""),
                  h(
                    "span",
                    { "data-link": `e${e}`, class: "mc-term", style: `color:${C.grad}` },
                    bracketed(slopes[e]),
                  ),
                ]),
              text("="),
              value(product(step), { colour: C.grad, name: "product" }),
            )
          : row(text("Press Step to collect the first factor.")),
        row(
          formula(`${derivative(last, first)} = ${spec.derivative} = `),
          value(all[all.length - 1], { colour: C.grad, name: "derivative" }),
        ),
      ],
      controls: [
        variable(point, (moved) => act.set({ point: moved })),
        h(
          "div",
          { class: "mc-choice" },
          button("Back", () => act.set({ step: Math.max(0, step - 1) }), { disabled: step === 0 }),
          button("Step", () => act.set({ step: Math.min(count, step + 1) }), {
            disabled: step === count,
          }),
          button("Reset", () => act.set({ step: 0 }), { disabled: step === 0 }),
        ),
        choice(
          "Direction",
          [
            ["forward", "forward"],
            ["backward", "backward"],
          ],
          direction,
          (chosen) => act.set({ direction: chosen, step: 0 }),
        ),
      ],
      note: all.every(Number.isFinite)
        ? ""
        : "At this point a step of the chain is undefined: its derivative shows a dash.",
      say: `${step} of ${count} factors; product ${spoken(product(step))}; derivative ${spoken(all[all.length - 1])}`,
    };
  };
}
