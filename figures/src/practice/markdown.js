// The little Markdown of questions and messages, as elements: paragraphs, lists, code, emphasis, links and formulas. Text is
// only ever put into text nodes.

import { make } from "./make.js";

// Inline marks in the order they are looked for; code and formulas keep what is inside them as it is.
const INLINE = [
  { pattern: /`([^`]+)`/u, build: ([, text], { page }) => make(page, "code", {}, text) },
  { pattern: /\$((?:\\.|[^$\\])+)\$/u, build: ([, tex], { formula }) => formula(tex, false) },
  {
    pattern: /\*\*(.+?)\*\*/su,
    build: ([, text], tools) => make(tools.page, "strong", {}, ...inline(text, tools)),
  },
  {
    pattern: /\*(?!\s)(.+?)\*/su,
    build: ([, text], tools) => make(tools.page, "em", {}, ...inline(text, tools)),
  },
  {
    pattern: /\[([^\]]+)\]\(([^)\s]+)\)/u,
    // An address that could run something (javascript:) is left out; its words stay.
    build: ([, text, href], tools) =>
      /^(?:https?:\/\/|[\w./#-]+$)/u.test(href)
        ? make(tools.page, "a", { href }, ...inline(text, tools))
        : text,
  },
];

/** The nodes of a line of text. */
export function inline(text, tools) {
  let first = null;
  for (const { pattern, build } of INLINE) {
    const found = pattern.exec(text);
    if (found && (first === null || found.index < first.found.index)) first = { found, build };
  }
  if (first === null) return text === "" ? [] : [text];
  const { found, build } = first;
  const before = text.slice(0, found.index);
  return [
    ...(before ? [before] : []),
    build(found, tools),
    ...inline(text.slice(found.index + found[0].length), tools),
  ];
}

const ITEM = /^\s*(?:[-*]|(\d+)\.)\s+/u;

function list(block, tools) {
  const items = block
    .split(/\n(?=\s*(?:[-*]|\d+\.)\s)/u)
    .map((item) => inline(item.replace(ITEM, ""), tools));
  const tag = /^\s*\d/u.test(block) ? "ol" : "ul";
  return make(tools.page, tag, {}, ...items.map((item) => make(tools.page, "li", {}, ...item)));
}

// Each kind of block: how it begins and ends, and what becomes of it.
const BLOCKS = [
  {
    pattern: /^```[^\n]*\n([\s\S]*?)\n?```$/u,
    build: ([, text], { page }) => make(page, "pre", {}, make(page, "code", {}, text)),
  },
  {
    pattern: /^\$\$\s*([\s\S]*?)\s*\$\$$/u,
    build: ([, tex], { page, formula }) => make(page, "div", { class: "mc-q-display" }, formula(tex, true)),
  },
  { pattern: /^\s*(?:[-*]|\d+\.)\s[\s\S]*$/u, build: ([block], tools) => list(block, tools) },
  { pattern: /^[\s\S]*$/u, build: ([block], tools) => make(tools.page, "p", {}, ...inline(block, tools)) },
];

// A fenced block, a displayed formula, or whatever stands between empty lines.
const PIECES = /```[\s\S]*?```|\$\$[\s\S]*?\$\$|(?:(?!\n\s*\n|\$\$|```)[\s\S])+/gu;

/** The elements of a text; `formula(tex, display)` typesets. */
export function markdown(text, tools) {
  const pieces = text.match(PIECES) ?? [];
  return pieces
    .map((piece) => piece.trim())
    .filter(Boolean)
    .map((piece) => {
      const { pattern, build } = BLOCKS.find((kind) => kind.pattern.test(piece));
      return build(pattern.exec(piece), tools);
    });
}
