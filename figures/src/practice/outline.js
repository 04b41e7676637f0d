// A question as elements where no page has been built around it: in Jupyter. The book builds the same at build time.

import { inline, markdown } from "./markdown.js";
import { make } from "./make.js";
import { offeredOrder } from "./shuffle.js";

export const LEVELS = { 1: "recognise", 2: "apply", 3: "derive" };

/** The texts to choose from or to put in order, in the order they are offered. */
const offered = (sheet) =>
  sheet.options?.map(({ text }) => text) ?? offeredOrder(sheet).map((step) => sheet.steps[step]);

/** The elements of a question, without its form. */
export function outline(sheet, tools) {
  const { page } = tools;
  const head = make(
    page,
    "p",
    { class: "mc-q-head" },
    make(page, "span", { class: "mc-q-name" }, "Question"),
    make(page, "span", { class: "mc-q-level" }, LEVELS[sheet.level]),
    make(page, "span", { class: "mc-q-badge" }),
  );
  const items =
    sheet.options || sheet.steps
      ? offered(sheet).map((text) => make(page, "li", {}, ...inline(text, tools)))
      : [];
  const hints = sheet.hints.map((hint, index) =>
    make(
      page,
      "details",
      { class: "mc-q-hint" },
      make(page, "summary", {}, `Hint ${index + 1}`),
      ...markdown(hint, tools),
    ),
  );
  return make(
    page,
    "div",
    { class: "mc-question", "data-id": sheet.id },
    head,
    make(page, "div", { class: "mc-q-prompt" }, ...markdown(sheet.prompt, tools)),
    items.length
      ? make(
          page,
          "ol",
          { class: sheet.asks === "slip" ? "mc-q-options mc-q-lines" : "mc-q-options" },
          ...items,
        )
      : null,
    make(page, "div", { class: "mc-q-work" }),
    ...hints,
  );
}
