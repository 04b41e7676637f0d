// An operation between two vectors: wiggle one entry, see which outputs move, and find them in the Jacobian.

import { bars, barDomain } from "../bars.js";
import { heatMap } from "../heat.js";
import { C } from "../colours.js";
import { choice } from "../controls.js";
import { formula, spoken } from "../format.js";
import { panel } from "../plot.js";
import { row, text } from "../readout.js";
import { compile } from "../tape.js";

const ROUNDING = 1e-12;

const replaced = (values, i, v) => values.map((old, k) => (k === i ? v : old));

export function elementWise(spec) {
  const operators = new Map(
    spec.operators.map((operator) => [operator.name, { ...operator, run: compile(operator.f) }]),
  );
  const n = spec.size;
  const link = (who) => (j) => `${who}${j}`;
  const drawW = bars({ box: [44, 26, 326, 136], count: n, name: "w", colour: C.w, link: link("w") });
  const drawX = bars({ box: [44, 190, 326, 300], count: n, name: "x", colour: C.x, link: link("x") });
  const drawY = bars({ box: [44, 26, 326, 128], count: n, name: "y", colour: C.y, link: link("y") });

  return ({ w, x, operator, wrt }, act) => {
    const chosen = operators.get(operator);
    const all = chosen.run([...w, ...x]);
    const y = all.slice(0, n);
    const block = wrt === "w" ? 0 : n;
    const jacobian = Array.from({ length: n }, (_, i) =>
      all.slice(n + i * 2 * n + block, n + i * 2 * n + block + n),
    );
    const quantity = wrt === "w" ? C.w : C.x;
    const remember = () => act.setLocal({ before: { w, x, y } });
    const before = act.local.before ?? { w, x, y };
    // A softmax moves every output, some by very little: count all that is more than rounding.
    const moved = y.map((v, i) => (Math.abs(v - before.y[i]) > ROUNDING ? i : -1)).filter((i) => i >= 0);
    const [who, last] = act.local.moved ?? [];
    const value = { w, x }[who]?.[last];
    const atEnd = spec.range.includes(value) && value === before[who][last];
    const set = (name, values) => (i, v) => {
      act.setLocal({ moved: [name, i] });
      act.set({ [name]: replaced(values, i, v) });
    };
    const diagonal = jacobian.every((entries, i) => entries.every((v, j) => i === j || v === 0));
    const defined = all.every(Number.isFinite);
    return {
      panels: [
        panel(
          { height: 330, name: "the vectors w and x" },
          drawW({
            domain: spec.domain,
            range: spec.range,
            values: w,
            before: before.w,
            title: "@w",
            start: remember,
            set: set("w", w),
          }),
          drawX({
            domain: spec.domain,
            range: spec.range,
            values: x,
            before: before.x,
            title: "@x",
            start: remember,
            set: set("x", x),
          }),
        ),
        panel(
          { height: 330, name: "the result y and its Jacobian" },
          drawY({
            domain: barDomain(y),
            values: y,
            before: before.y,
            title: `@y = ${chosen.formula}`,
          }),
          heatMap({
            box: [90, 184, 280, 322],
            jacobian,
            colour: quantity,
            rows: "y",
            columns: wrt,
            link: (i, j) => `y${i} ${wrt}${j}`,
          }),
        ),
      ],
      readout: [
        row(
          formula(`∂@y/∂@${wrt} = ${chosen.jacobians[wrt]}`),
          text(
            diagonal
              ? "every entry off the diagonal is zero"
              : "entries off the diagonal are not zero: this operation is not element-wise",
          ),
        ),
        row(text(movedWords(moved, who, atEnd))),
      ],
      controls: [
        choice(
          "Operation",
          [...operators.values()].map(({ name, sign }) => [name, sign]),
          operator,
          (name) => act.set({ operator: name }),
        ),
        choice(
          "Jacobian by",
          [
            ["w", "w"],
            ["x", "x"],
          ],
          wrt,
          (name) => act.set({ wrt: name }),
        ),
      ],
      note: defined
        ? ""
        : "Some entry is undefined here (a division by zero, or the jump of a comparison); its place shows a dash.",
      say: `y is ${y.map((v) => spoken(v)).join(", ")}`,
    };
  };
}

function movedWords(moved, who, atEnd) {
  if (!who) return "Move an entry: the outputs that follow are counted here.";
  if (atEnd) return "The bar is at its end.";
  if (moved.length === 0) return "The last move changed no entry of y.";
  const list = moved.map((i) => `y${"₁₂₃₄₅₆"[i]}`).join(", ");
  return `The last move of ${who} changed ${list}${moved.length === 1 ? " alone." : "."}`;
}
