// The words an answer may contain: the names of the question, the functions, a few constants. The longest word wins,
// so `exp` is not e x p, and `xy` is x y unless the question has a name xy.

import { FUNCTIONS } from "./functions.js";

const GREEK = Object.entries({
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  psi: "ψ",
  omega: "ω",
});

const BOLD = String.raw`\\(?:mathbf|boldsymbol|bm|vec|mathrm)\{`;
const CONSTANTS = [
  [String.raw`np\.pi|math\.pi|\\pi|pi|π`, ["number", { text: "pi", value: Math.PI }]],
  [String.raw`np\.e(?![a-z])|math\.e(?![a-z])|e`, ["number", { text: "e", value: Math.E }]],
  [String.raw`I(?:_\{?[A-Za-z]\}?)?`, ["open", { what: "identity" }]],
  [String.raw`ones(?!\s*\()|\\(?:vec|mathbf)\{1\}|1⃗`, ["open", { what: "ones" }]],
  [String.raw`zeros(?!\s*\()|\\(?:vec|mathbf)\{0\}|0⃗`, ["open", { what: "zeros" }]],
];

const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The stem and the index of a name: x1, x_1 and x_{1} are the same. */
export function parts(name) {
  const [, stem, index] = /^(.+?)(?:_?\{?(\d+)\}?)?$/.exec(name);
  return { stem: stem.replace(/_$/, ""), index: index ?? null };
}

// Every way to write a name: bold or not, in Greek or spelt out, its index with or without underscore and braces.
function stemPattern(stem) {
  const greek = GREEK.find((pair) => pair.includes(stem));
  const plain = greek ? `(?:\\\\?${greek[0]}|${greek[1]})` : quoted(stem);
  return `(?:${BOLD}${plain}\\}|${plain})`;
}

function namePattern(name) {
  const { stem, index } = parts(name);
  return stemPattern(stem) + (index === null ? "" : `_?(?:\\{${index}\\}|${index})(?!\\d)`);
}

const sticky = (pattern) => new RegExp(pattern, "uy");

/** The entries of a vector may be named one by one: x_1, x_2. */
function entriesOf(name, shape) {
  const { stem, index } = parts(name);
  if (index !== null || !Array.isArray(shape) || shape[1] !== 1) return [];
  return Array.from({ length: shape[0] }, (_, i) => [
    namePattern(`${stem}_${i + 1}`),
    ["entry", { name, index: i }],
  ]);
}

const FUNCTION_WORDS = Object.entries(FUNCTIONS).flatMap(([name, { spellings = [], bare = false }]) =>
  [name, ...spellings].map((spelling) => {
    const word = quoted(spelling);
    const prefixed = String.raw`(?:(?:np|numpy|math)\.(?:linalg\.)?|\\)?${word}`;
    return {
      kind: "function",
      name,
      bare,
      pattern: sticky(String.raw`${prefixed}|\\(?:operatorname|mathrm|text)\{${word}\}`),
    };
  }),
);

/**
 * The words of a question, for the parser. `find` gives the longest word of a kind at a place, or null when there is
 * none or a longer one of the other kind; names of the question go before constants and functions of the same length.
 */
export function vocabulary(names) {
  const own = Object.entries(names).flatMap(([name, shape]) => [
    [namePattern(name), ["name", { name }]],
    ...entriesOf(name, shape),
  ]);
  const words = [
    ...[...own, ...CONSTANTS].map(([pattern, node]) => ({ kind: "name", pattern: sticky(pattern), node })),
    ...FUNCTION_WORDS,
  ];
  const longest = (text, from, among = words) => {
    let best = null;
    for (const word of among) {
      word.pattern.lastIndex = from;
      const size = word.pattern.exec(text)?.[0].length ?? 0;
      if (size > (best?.size ?? 0)) best = { size, word };
    }
    return best;
  };
  return {
    find(kind, text, from) {
      const best = longest(text, from);
      return best?.word.kind === kind ? best : null;
    },
    nodeOf: (text) =>
      longest(
        text,
        0,
        words.filter(({ kind }) => kind === "name"),
      ).word.node,
    functionOf: (text) => longest(text, 0, FUNCTION_WORDS).word,
  };
}
