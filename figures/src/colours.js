// One colour a quantity, as in the text: the page's custom properties, with the light theme's values as fallback.

import palette from "./palette.json" with { type: "json" };

export const C = Object.fromEntries(
  Object.entries(palette).map(([name, hex]) => [name, `var(--mc-${name}, ${hex})`]),
);

const LETTERS = ["x", "w", "b", "z", "y"];

/** The colour of a variable by the letter of its name, as in the text; any other is an input. */
export const variableColour = (markup) => {
  const letter = /^@?(\p{L})(?!\p{L})/u.exec(markup)?.[1];
  return LETTERS.includes(letter) ? C[letter] : C.x;
};
