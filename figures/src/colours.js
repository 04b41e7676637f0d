// One colour a quantity, as in the text: the page's custom properties, with the light theme's values as fallback.

import palette from "./palette.json" with { type: "json" };

export const C = Object.fromEntries(
  Object.entries(palette).map(([name, hex]) => [name, `var(--mc-${name}, ${hex})`]),
);
