// Numbers and small formulas as the text writes them.

import { h } from "./dom.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const superscript = (n) =>
  String(n)
    .replace("-", "⁻")
    .replace(/\d/g, (d) => SUPERSCRIPTS[d]);

/** A number with a fixed count of decimals; an undefined value is a dash, a huge one a power of ten. */
export function number(value, decimals = 2) {
  if (!Number.isFinite(value)) return "—";
  if (Math.abs(value) >= 1e5) {
    const exponent = Math.floor(Math.log10(Math.abs(value)));
    return `${number(value / 10 ** exponent, 1)}·10${superscript(exponent)}`;
  }
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number to be subtracted or multiplied: in parentheses when it is negative. */
export const bracketed = (value, decimals = 2) => {
  const text = number(value, decimals);
  return text.startsWith("−") ? `(${text})` : text;
};

/** For screen readers: words for what is undefined, a plain minus sign. */
export const spoken = (value, decimals = 2) =>
  Number.isFinite(value) ? number(value, decimals).replace("−", "minus ") : "undefined";

// Most formulas of a figure stay the same from move to move, and a redrawing passes over nodes that it has drawn before.
const MOST_REMEMBERED = 400;
function remembered(make) {
  const known = new Map();
  return (markup, size = 0) => {
    const key = `${size} ${markup}`;
    if (!known.has(key)) {
      if (known.size > MOST_REMEMBERED) known.clear();
      known.set(key, make(markup, size));
    }
    return known.get(key);
  };
}

/**
 * Split a small formula into pieces { text, style, shift }. A letter by itself is a variable (italic), a letter after @
 * a vector (bold), 1\u20d7 the vector of ones; longer words are functions (upright); _{...} and ^{...} shift down and up.
 */
export const pieces = remembered(split);

function split(markup) {
  const found = [];
  // The invisible times sign keeps letters apart that are no word, as in d f.
  const pattern =
    /(1\u20d7)|([_^])\{((?:[^{}]|\{[^{}]*\})*)\}|@(\p{L})|(\p{L}{2,})|(\p{L})|([^\p{L}_^@1]+|_|1)/gu;
  for (const [, ones, mark, inner, vector, word, letter, rest] of markup.matchAll(pattern)) {
    if (ones) found.push({ text: "1", style: "ones", shift: null });
    else if (mark)
      found.push(...pieces(inner).map((piece) => ({ ...piece, shift: mark === "_" ? "sub" : "sup" })));
    else if (vector) found.push({ text: vector, style: "vector", shift: null });
    else if (letter)
      found.push({ text: letter, style: letter === "∂" ? "upright" : "variable", shift: null });
    else found.push({ text: word ?? rest, style: "upright", shift: null });
  }
  return found.filter(({ text }) => text !== "\u2062");
}

const HTML_TAGS = { variable: "i", vector: "b", ones: "span" };

const htmlPieces = remembered((markup) =>
  pieces(markup).map(({ text, style, shift }) => {
    const inner =
      style === "upright" ? text : h(HTML_TAGS[style], style === "ones" ? { class: "mc-vec" } : null, text);
    return shift ? h(shift, null, inner) : inner;
  }),
);

/** A small formula as HTML. */
export const formula = (markup, attributes = {}) =>
  h("span", { class: "mc-formula", ...attributes }, htmlPieces(markup));

const SVG_STYLES = {
  variable: { "font-style": "italic" },
  vector: { "font-weight": "bold" },
  upright: {},
  ones: { "font-weight": "bold" },
};
const SHIFTS = { sub: 0.28, sup: -0.38 };

/** The pieces of a formula as parts of an SVG text. */
const tspans = remembered((markup, size) => {
  let offset = 0;
  return pieces(markup).map(({ text, style, shift }) => {
    const wanted = shift ? SHIFTS[shift] * size : 0;
    const dy = wanted - offset;
    offset = wanted;
    return h(
      "tspan",
      { ...SVG_STYLES[style], dy: dy || null, "font-size": shift ? size * 0.72 : null },
      text,
    );
  });
});

/**
 * A small formula as SVG text; with `halo` it stands on a rim of that colour, readable on top of lines. `tail` is plain
 * text after it, such as a number that changes; the formula must not end in an index or a power then.
 */
export function label(markup, { size = 13, halo, tail = "", ...attributes }) {
  const parts = [tspans(markup, size), tail];
  const text = { "font-size": size, "font-family": MATHS, ...attributes };
  const shown = h("text", text, parts);
  if (!halo) return shown;
  // The rim is a text of its own: on one text it would cover the piece before it.
  const rim = h(
    "text",
    {
      ...text,
      "aria-hidden": "true",
      stroke: halo,
      fill: halo,
      "stroke-width": 4,
      "stroke-linejoin": "round",
    },
    parts,
  );
  return h("g", null, rim, shown);
}

/** The markup of a total derivative, d f / d x; a word keeps a distance from its d. */
export function derivative(of, by) {
  const d = (name) => `d${/^\p{L}{2}/u.test(name) ? "\u202f" : "\u2062"}${name}`;
  return `${d(of)}/${d(by)}`;
}

export const MATHS = "KaTeX_Main, 'STIX Two Text', 'Latin Modern Roman', Cambria, Georgia, serif";
