// Formulas in the page as it runs: KaTeX, with the book's colours for the letters that mean the same everywhere.

import { make } from "./make.js";

const QUANTITIES = { x: "x", X: "x", w: "w", W: "w", b: "b", z: "z", y: "y", "∇": "grad" };

/** Give each letter of a quantity its colour. */
function colour(element) {
  for (const letter of element.querySelectorAll(".katex-html .mord")) {
    const quantity = letter.childElementCount === 0 && QUANTITIES[letter.textContent];
    if (quantity) letter.classList.add(`q-${quantity}`);
  }
}

/**
 * The function that typesets. Where the page has KaTeX's fonts, its own drawing is used with MathML beside it for screen
 * readers; elsewhere (JupyterLab) the browser draws the MathML. What cannot be typeset is shown as it was written.
 */
export function typesetter(page, katex, hasFonts) {
  const output = hasFonts ? "htmlAndMathml" : "mathml";
  return (tex, displayMode) => {
    const element = make(page, "span", { class: displayMode ? "mc-q-formula math-scroll" : "mc-q-formula" });
    // A formula is data: no links, no endless macros, nothing of enormous size.
    const limits = { trust: false, maxExpand: 100, maxSize: 10 };
    katex.render(tex, element, { displayMode, output, throwOnError: false, ...limits });
    colour(element);
    return element;
  };
}
