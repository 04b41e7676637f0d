// The numbers beside a picture, in the notation of the text.

import { h } from "./dom.js";
import { C } from "./colours.js";
import { formula, number, spoken } from "./format.js";

/** One line of a readout: formulas and numbers in a row. */
export const row = (...children) => h("div", { class: "mc-row" }, children);

/** What stays on one line where a row is broken: a formula and its numbers. */
export const together = (...children) => h("span", { class: "mc-together" }, children);

/** Plain words or signs between formulas. */
export const text = (words) => h("span", { class: "mc-text" }, words);

/** A live number in the colour of its quantity. */
export const value = (v, { colour = C.ink, decimals = 2, name } = {}) =>
  h("span", { class: "mc-value", style: `color:${colour}`, "data-name": name }, number(v, decimals));

/** Only an entry that is exactly zero is written 0, so that the structure of a matrix stands out. */
export function entryText(v, decimals) {
  if (v === 0) return "0";
  const text = number(v, decimals);
  return /[1-9—]/.test(text) ? text : "≈0";
}

/** A matrix entry to point at: it lights up whatever shares its link. A press keeps it lit. */
function cell(v, { link, name, colour = C.grad, decimals = 2, key }) {
  const content = typeof v === "number" ? entryText(v, decimals) : formula(v);
  const said = typeof v === "number" ? spoken(v, decimals) : v;
  if (!link) return h("span", { class: "mc-cell", style: `color:${colour}`, key }, content);
  return h(
    "button",
    {
      class: "mc-cell",
      type: "button",
      style: `color:${colour}`,
      "data-link": link,
      "data-pin": link,
      "aria-label": `${name}: ${said}`,
      "aria-pressed": "false",
      key,
    },
    content,
  );
}

/**
 * A matrix in brackets. `entry(i, j)` gives { link, name, colour } of a cell; `rowNames` and `columnNames` are formulas
 * that label outputs and inputs.
 */
export function matrix(rows, entry = () => ({}), { rowNames, columnNames, decimals } = {}) {
  const columns = rows[0].length;
  const edge = rowNames ? "auto " : "";
  const place = `grid-column:${rowNames ? 2 : 1}/-1;grid-row:${columnNames ? 2 : 1}/span ${rows.length}`;
  return h(
    "span",
    { class: "mc-matrix", style: `grid-template-columns:${edge}repeat(${columns},auto)` },
    columnNames && [
      rowNames && h("span"),
      columnNames.map((name) => formula(name, { class: "mc-formula mc-edge" })),
    ],
    rows.map((entries, i) => [
      rowNames && formula(rowNames[i], { class: "mc-formula mc-edge" }),
      entries.map((v, j) => cell(v, { decimals, ...entry(i, j) })),
    ]),
    h("span", { class: "mc-brackets", style: place }),
  );
}
