// Writes an answer's tree as LaTeX: the reader sees how the answer was understood.

import { FUNCTIONS } from "./functions.js";
import { parts } from "./names.js";
import { partsOf } from "./tree.js";

// How tightly a node holds together; a part that holds less tightly than its place asks gets brackets.
const LOOSE = 0;
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const TIGHT = 4;
const HOLDS = {
  compare: LOOSE,
  sum: SUM,
  negate: SUM,
  times: PRODUCT,
  beside: PRODUCT,
  dot: PRODUCT,
  power: POWER,
  transpose: POWER,
  functionPower: POWER,
};
const SIGNS = { ">": ">", "<": "<", ">=": "\\ge", "<=": "\\le", "==": "=", "!=": "\\ne" };
const OPEN = { ones: "\\vec{1}", zeros: "\\vec{0}", identity: "I" };
const LATIN = /^[A-Za-z]$/;

/** A name as the book sets it: vectors bold, matrices and numbers italic, indices below. */
export function nameTex(name, shape) {
  const { stem, index } = parts(name);
  const letter = LATIN.test(stem)
    ? stem
    : /^[A-Za-z]+$/.test(stem)
      ? GREEK.has(stem)
        ? `\\${stem}`
        : `\\mathrm{${stem}}`
      : stem;
  const vector = Array.isArray(shape) && shape.length === 2 && (shape[1] === 1 || shape[0] === 1);
  const set = vector ? (LATIN.test(stem) ? `\\mathbf{${letter}}` : `\\boldsymbol{${letter}}`) : letter;
  return index === null ? set : `${set}_{${index}}`;
}

const GREEK = new Set(
  "alpha beta gamma delta epsilon eta theta kappa lambda mu nu xi rho sigma tau phi psi omega".split(" "),
);

/** The LaTeX of a tree; `names` maps names to shapes. */
export function toTex(tree, names) {
  const isArray = (node) =>
    node.type === "name" && Array.isArray(names[node.name]) && names[node.name].length > 0;
  const anyArray = (node) => isArray(node) || partsOf(node).some(anyArray);
  const inBrackets = (text) => `\\left(${text}\\right)`;
  const holding = (node, tightness) => {
    const bare = node.type === "group" ? node.of : node;
    const text = write(bare);
    return (HOLDS[bare.type] ?? TIGHT) < tightness ? inBrackets(text) : text;
  };
  const product = (node, sign) => {
    const right = holding(node.right, node.right.type === "negate" ? TIGHT : POWER);
    const left = holding(node.left, PRODUCT);
    // A digit after a product's sign would run into the number before it.
    const gap = sign || (/^[\d.]/.test(right) ? "\\cdot" : "");
    return [left, gap, right].filter(Boolean).join(" ");
  };
  const fraction = (node) => `\\frac{${write(bare(node.left))}}{${write(bare(node.right))}}`;
  const bare = (node) => (node.type === "group" ? node.of : node);

  const WRITE = {
    number: ({ text }) => (text === "pi" ? "\\pi" : text.replace(/[eE]\+?(-?\d+)$/, "\\cdot 10^{$1}")),
    name: ({ name }) => nameTex(name, names[name]),
    entry: ({ name, index }) => nameTex(`${parts(name).stem}_${index + 1}`, []),
    open: ({ what }) => OPEN[what],
    group: ({ of }) => write(of),
    negate: ({ of }) => `-${holding(of, PRODUCT)}`,
    sum: ({ sign, left, right }) =>
      `${holding(left, SUM)} ${sign} ${holding(right, sign === "-" || right.type === "negate" ? PRODUCT : SUM)}`,
    compare: ({ sign, left, right }) => `${holding(left, SUM)} ${SIGNS[sign]} ${holding(right, SUM)}`,
    indicator: ({ of }) => `\\mathbf{1}\\left[${write(of)}\\right]`,
    times: (node) => product(node, anyArray(node.left) && anyArray(node.right) ? "\\otimes" : ""),
    beside: (node) => product(node, ""),
    dot: (node) => product(node, isArray(node.left) && isArray(node.right) ? "\\cdot" : ""),
    divide: (node) =>
      anyArray(node.left) && anyArray(node.right) ? product(node, "\\oslash") : fraction(node),
    fraction,
    power: ({ of, exponent }) => `${holding(of, TIGHT)}^{${write(bare(exponent))}}`,
    transpose: ({ of }) => `${holding(of, TIGHT)}^T`,
    call: ({ name, args }) => {
      const { tex = `\\operatorname{${name}}` } = FUNCTIONS[name];
      if (name === "sqrt") return `\\sqrt{${write(bare(args[0]))}}`;
      return `${tex}${inBrackets(args.map((arg) => write(bare(arg))).join(", "))}`;
    },
    functionPower: ({ of, exponent }) => {
      const { tex = `\\operatorname{${of.name}}` } = FUNCTIONS[of.name];
      return `${tex}^{${write(bare(exponent))}}${inBrackets(of.args.map((arg) => write(bare(arg))).join(", "))}`;
    },
    matrix: ({ rows }) =>
      `\\begin{bmatrix}${rows.map((row) => row.map((cell) => write(bare(cell))).join(" & ")).join(" \\\\ ")}\\end{bmatrix}`,
  };
  const write = (node) => WRITE[node.type](node);
  return write(tree);
}
