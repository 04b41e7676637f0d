// The ways to answer: typed mathematics, a shape, a choice, an order. Each gives the elements to answer with, `read` (the
// answer as the judge takes it), `write` (show an answer that came from elsewhere), and `field`, which gets the focus.

import { readSize } from "./choosing.js";
import { make } from "./make.js";
import { offeredOrder } from "./shuffle.js";

const PLAIN = {
  type: "text",
  autocomplete: "off",
  autocapitalize: "off",
  autocorrect: "off",
  spellcheck: "false",
};

/** How to write mathematics, where nothing is written yet. */
function howTo(page) {
  const code = (text) => make(page, "code", {}, text);
  const words = [
    "write ",
    code("2xy"),
    ", ",
    code("x^2"),
    ", ",
    code("sin x"),
    ", ",
    code("[a, b]"),
    " for a row, ",
  ];
  return make(page, "span", { class: "mc-q-unread" }, ...words, code("[a; b]"), " for a column");
}

/** Mathematics, typed, with a preview of how it is read. */
export function typed({ page, id, reading }) {
  const shown = make(page, "span", { class: "mc-q-read" });
  const preview = (text) => shown.replaceChildren(...(text.trim() ? reading(text) : [howTo(page)]));
  const field = make(page, "input", {
    ...PLAIN,
    id: `${id}-answer`,
    class: "mc-q-input",
    "aria-describedby": `${id}-says`,
    maxlength: "2000",
    on: { input: () => preview(field.value) },
  });
  const label = make(page, "label", { class: "mc-q-label", for: field.id }, "Your answer");
  const readAs = make(page, "span", { class: "mc-q-label" }, "Read as");
  preview("");
  return {
    elements: [
      make(page, "div", { class: "mc-q-field" }, label, field),
      make(page, "div", { class: "mc-q-preview" }, readAs, shown),
    ],
    field,
    read: () => field.value,
    write(answer) {
      field.value = typeof answer === "string" ? answer : "";
      preview(field.value);
    },
  };
}

/** A shape: two short fields; what is typed into one of them alone may be the whole shape. */
export function size({ page, id }) {
  const short = (name) =>
    make(page, "input", {
      ...PLAIN,
      id: `${id}-${name}`,
      class: "mc-q-input mc-q-short",
      "aria-describedby": `${id}-says`,
      maxlength: "12",
    });
  const [rows, columns] = [short("rows"), short("columns")];
  const label = (field, text) => make(page, "label", { class: "mc-q-label", for: field.id }, text);
  const times = make(page, "span", { class: "mc-q-times", "aria-hidden": "true" }, "×");
  return {
    elements: [
      make(
        page,
        "div",
        { class: "mc-q-field" },
        label(rows, "Rows"),
        rows,
        times,
        label(columns, "Columns"),
        columns,
      ),
      make(page, "p", { class: "mc-q-label" }, "Rows in the first box, columns in the second."),
    ],
    field: rows,
    read: () => [rows.value.trim(), columns.value.trim()].filter(Boolean).join(" x "),
    write(answer) {
      const parts = readSize(answer) ?? [answer].flat();
      [rows.value, columns.value] = [0, 1].map((side) => String(parts[side] ?? "").trim());
    },
  };
}

/** The words of an element as a screen reader should say them: of a formula its MathML, not its drawing too. */
function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const drawing of copy.querySelectorAll(".katex-html")) drawing.remove();
  return copy.textContent.replace(/\s+/gu, " ").trim();
}

/** A choice: the options of the page become labels of buttons, one of which can be chosen, or several. */
export function choice({ page, id, sheet, items }) {
  const type = sheet.many ? "checkbox" : "radio";
  const inputs = items.map((item, index) => {
    const input = make(page, "input", {
      type,
      form: `${id}-form`, // the options stand in the text, outside of the form
      name: `${id}-option`,
      value: String(index),
      "aria-label": `${index + 1}: ${wordsOf(item)}`,
      "aria-describedby": `${id}-says`,
    });
    item.replaceChildren(make(page, "label", {}, input, make(page, "span", {}, ...item.childNodes)));
    return input;
  });
  const hint = sheet.many ? make(page, "p", { class: "mc-q-label" }, "Choose all that hold.") : null;
  return {
    elements: hint ? [hint] : [],
    field: inputs[0],
    read: () => inputs.flatMap((input, index) => (input.checked ? [index] : [])),
    write(answer) {
      const chosen = [answer].flat();
      inputs.forEach((input, index) => (input.checked = chosen.includes(index)));
    },
  };
}

/** An order: every line can be moved up and down. */
export function order({ page, sheet, items, announce }) {
  const list = items[0].parentElement;
  const offered = offeredOrder(sheet);
  const rows = items.map((item, place) => {
    const row = { item, step: offered[place] };
    const words = wordsOf(item).slice(0, 60);
    row.up = make(
      page,
      "button",
      { type: "button", class: "mc-q-move", "aria-label": `Move up: ${words}` },
      "↑",
    );
    row.down = make(
      page,
      "button",
      { type: "button", class: "mc-q-move", "aria-label": `Move down: ${words}` },
      "↓",
    );
    const content = make(page, "span", {}, ...item.childNodes);
    item.replaceChildren(content, make(page, "span", { class: "mc-q-moves" }, row.up, row.down));
    return row;
  });
  const show = () => {
    list.append(...rows.map(({ item }) => item));
    rows.forEach((row, place) => {
      row.up.disabled = place === 0;
      row.down.disabled = place === rows.length - 1;
    });
  };
  const move = (row, by) => {
    const place = rows.indexOf(row);
    rows.splice(place, 1);
    rows.splice(place + by, 0, row);
    show();
    const [pressed, other] = by < 0 ? [row.up, row.down] : [row.down, row.up];
    (pressed.disabled ? other : pressed).focus();
    announce(`Now line ${place + by + 1} of ${rows.length}.`);
  };
  for (const row of rows) {
    row.up.addEventListener("click", () => move(row, -1));
    row.down.addEventListener("click", () => move(row, 1));
    row.item.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const place = rows.indexOf(row) + by;
      if (!by || place < 0 || place >= rows.length) return;
      event.preventDefault();
      move(row, by);
    });
  }
  show();
  return {
    elements: [],
    field: rows[0].down,
    read: () => rows.map(({ step }) => step),
    write(answer) {
      if (!Array.isArray(answer) || answer.length !== rows.length) return;
      rows.sort((a, b) => answer.indexOf(a.step) - answer.indexOf(b.step));
      show();
    },
  };
}

/** The way a question is answered. */
export function inputFor(sheet) {
  if (sheet.options) return choice;
  if (sheet.steps) return order;
  return sheet.right.size ? size : typed;
}
