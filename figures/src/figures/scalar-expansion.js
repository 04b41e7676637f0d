// A vector and a scalar: one slider moves every output, and the Jacobian by the scalar is a column.

import { h } from "../dom.js";
import { bars, barDomain } from "../bars.js";
import { C } from "../colours.js";
import { choice, slider } from "../controls.js";
import { formula, spoken } from "../format.js";
import { panel } from "../plot.js";
import { matrix, row, text } from "../readout.js";
import { compile } from "../tape.js";

const replaced = (values, i, v) => values.map((old, k) => (k === i ? v : old));

export function scalarExpansion(spec) {
  const operators = new Map(
    spec.operators.map((operator) => [operator.name, { ...operator, run: compile(operator.f) }]),
  );
  const n = spec.size;
  const box = [44, 26, 326, 150];
  const drawX = bars({ box, count: n, name: "x", colour: C.x, link: (i) => `x${i}` });
  const drawY = bars({ box, count: n, name: "y", colour: C.y, link: (i) => `y${i} x${i} z${i}` });

  const scalarSlider = slider({ name: "z", words: "the scalar z", domain: spec.range, colour: C.z });

  return ({ x, z, operator }, act) => {
    const chosen = operators.get(operator);
    const all = chosen.run([...x, z]);
    const y = all.slice(0, n);
    const jacobian = Array.from({ length: n }, (_, i) => all.slice(n + i * (n + 1), n + (i + 1) * (n + 1)));
    const byX = jacobian.map((entries) => entries.slice(0, n));
    const byZ = jacobian.map((entries) => [entries[n]]);
    const before = act.local.before;
    const remember = () => act.setLocal({ before: y });
    const setZ = (moved) => {
      if (!before) remember();
      act.set({ z: moved });
    };
    return {
      panels: [
        panel(
          { height: 190, name: "the vector x" },
          drawX({
            domain: spec.domain,
            range: spec.range,
            values: x,
            title: "@x",
            start: remember,
            set: (i, v) => act.set({ x: replaced(x, i, v) }),
          }),
        ),
        panel(
          { height: 190, name: "the result y" },
          drawY({
            domain: barDomain(y, 4),
            values: y,
            before,
            title: `@y = ${chosen.formula}`,
          }),
        ),
      ],
      readout: [
        row(
          formula("∂@y/∂z = "),
          formula(`${chosen.jacobians.z} = `),
          matrix(byZ, (i) => ({
            link: `z${i}`,
            colour: C.z,
            name: `how y${i + 1} changes with z`,
          })),
          h("span", { class: "mc-gap" }),
          formula("∂@y/∂@x = "),
          formula(`${chosen.jacobians.x} = `),
          matrix(byX, (i, j) => ({
            link: i === j ? `x${j}` : `y${i} x${j}`,
            colour: C.x,
            name: `row ${i + 1}, column ${j + 1}`,
          })),
        ),
        row(text("One number z, n outputs: the Jacobian by z has n rows and one column.")),
      ],
      controls: [
        scalarSlider(z, setZ),
        choice(
          "Operation",
          [...operators.values()].map(({ name, sign }) => [name, sign]),
          operator,
          (name) => act.set({ operator: name }),
        ),
      ],
      note: all.every(Number.isFinite) ? "" : "Some entry is undefined here; its place shows a dash.",
      say: `y is ${y.map((v) => spoken(v)).join(", ")}; its derivative by z is ${byZ.map(([v]) => spoken(v)).join(", ")}`,
    };
  };
}
