// The bundle of the practice questions: the judge for everyone, the box for a page of the book and for Jupyter.

import { liven } from "./box.js";
import { outline } from "./outline.js";
import { markdown } from "./markdown.js";
import { typesetter } from "./typeset.js";

export { judge } from "./judge.js";
export { offeredOrder } from "./shuffle.js";

/** The worked solution of a page: a copy of what stands at the chapter's end, without its anchors. */
function solutionOf(page, id) {
  const copy = page.querySelector(`#solution-${CSS.escape(id)} .mc-solution`).cloneNode(true);
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return [...copy.childNodes];
}

/** Bring a question of a page to life. */
export function mountQuestion(root, sheet, katex, started) {
  const page = root.ownerDocument;
  const tools = { page, formula: typesetter(page, katex, true), links: true };
  liven(root, sheet, tools, { solution: () => solutionOf(page, sheet.id), started });
}

/** The widget, as Jupyter's front end asks for it. */
export const widget = (katex) => ({
  render({ model, el }) {
    const page = el.ownerDocument;
    const sheet = model.get("sheet");
    const tools = { page, formula: typesetter(page, katex, false), links: false };
    const root = outline(sheet, tools);
    el.replaceChildren(root);
    // Keys pressed in a question are not shortcuts of the notebook.
    root.addEventListener("keydown", (event) => event.stopPropagation());
    const show = liven(root, sheet, tools, {
      solution: () => markdown(sheet.solution, tools),
      changed(answer, verdict) {
        model.set({ answer, verdict });
        model.save_changes();
      },
    });
    const refresh = () => show(model.get("answer"), model.get("verdict"));
    model.on("change:verdict", refresh);
    refresh();
    return () => model.off("change:verdict", refresh);
  },
});
