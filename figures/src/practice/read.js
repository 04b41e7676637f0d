// Reads an answer as text: into a tree, or into a message that points at the character that cannot be read.

import { numberMayFollow } from "./beside.js";
import { parse } from "./grammar.peggy";
import { vocabulary } from "./names.js";
import { partsOf } from "./tree.js";

export const LONGEST = 1000; // characters
const DEEPEST = 30; // brackets within brackets
const LONGEST_CHAIN = 150; // operations on top of each other

const OPENING = { "(": ")", "[": "]", "{": "}" };
const CLOSING = new Set(Object.values(OPENING));

// What the parser may say it expected, in our words; what is left out here would only confuse.
const EXPECTED = ["a number", "a name", "a function", "a bracket", "an operator", "an exponent"];
const LITERALS = { "(": "a bracket" };

// What stands where reading stopped, and what to do about it.
const ADVICE = {
  "'": "A prime is not read here: a transpose is `^T`, and a derivative is written out.",
  "|": "For an absolute value write `abs(x)`.",
  _: "An index such as `x_i` picks one entry. Write the answer for the whole vector, or name an entry by its number (`x_1`).",
  ",": "A list needs square brackets: `[a, b]` is a row, and `[a; b]` is a column.",
  "∂": "Write what the derivative comes to, not the derivative itself.",
  "!": "A factorial is not read here.",
  "%": "Write a percentage as a decimal number.",
  $: "Leave the dollar signs out.",
  ".": "If this is the full stop of a sentence, leave it out.",
};
const BEFORE_NUMBER = "Before a number write `*` for a product, or a comma between two entries.";

const quoted = (text) => `\`${text.replace(/[`\s]/g, " ").trim() || " "}\``;
const listed = (words, last = "or") =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

const problem = (says, from, to) => ({ problem: { says, at: [from, to] } });

/** The first bracket that has no partner, or that is one too many levels deep. */
function bracketProblem(text) {
  const open = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (Object.hasOwn(OPENING, character)) {
      open.push(i);
      if (open.length > DEEPEST)
        return problem(`This has more than ${DEEPEST} brackets within brackets.`, i, i + 1);
    } else if (CLOSING.has(character)) {
      const partner = open.pop();
      if (partner === undefined)
        return problem(`This ${quoted(character)} closes a bracket that was never opened.`, i, i + 1);
      const wanted = OPENING[text[partner]];
      if (character !== wanted)
        return problem(
          `The bracket ${quoted(text[partner])} needs ${quoted(wanted)} here, not ${quoted(character)}.`,
          i,
          i + 1,
        );
    }
  }
  if (open.length === 0) return null;
  const last = open.at(-1);
  return problem(`This ${quoted(text[last])} is never closed.`, last, last + 1);
}

/** Whether a tree is so deep that walking it could exhaust the engine's stack; counted without recursion. */
function tooDeep(tree) {
  let level = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LONGEST_CHAIN) return true;
    level = level.flatMap(partsOf);
  }
  return false;
}

/** Say which names there are. Sizes go last: few answers need them. */
function knownNames(names) {
  const all = Object.keys(names);
  const ordered = [
    ...all.filter((name) => names[name] !== "size"),
    ...all.filter((name) => names[name] === "size"),
  ];
  return listed(
    ordered.map((name) => `\`${name}\``),
    "and",
  );
}

function unreadable(error, text, names) {
  const from = error.location.start.offset;
  const said = error.expected.map(({ description, text: literal }) => description ?? LITERALS[literal]);
  const expected = EXPECTED.filter((words) => said.includes(words));
  if (from >= text.length && text.trimEnd().at(-1) === ".") return problem(ADVICE["."], from - 1, from);
  if (from >= text.length) {
    return problem(
      `The answer stops here, where ${listed(expected)} should follow.`,
      Math.max(0, from - 1),
      from,
    );
  }
  const character = String.fromCodePoint(text.codePointAt(from));
  const word = /^\\?\p{L}+/u.exec(text.slice(from))?.[0];
  if (word && expected.includes("a name")) {
    const others = knownNames(names);
    const known = others
      ? `The names here are ${others}, beside functions such as \`sin\` and \`ln\`.`
      : "This answer needs no names.";
    return problem(
      `${quoted(word.slice(0, 30))} is no name of this question. ${known}`,
      from,
      from + word.length,
    );
  }
  if (/\d/.test(character))
    return problem(`Reading stops at ${quoted(character)}. ${BEFORE_NUMBER}`, from, from + 1);
  const advice = ADVICE[character] ?? (expected.length ? `Expected here: ${listed(expected)}.` : "");
  return problem(`Reading stops at ${quoted(character)}. ${advice}`.trim(), from, from + character.length);
}

/**
 * Read an answer. `names` maps each name it may contain to its shape. Returns `{ tree }`, or `{ problem }` with what is
 * wrong (`says`) and where (`at`, first character and one past the last).
 */
export function read(text, names) {
  if (text.length > LONGEST) {
    return problem(
      `This has ${text.length} characters; an answer has at most ${LONGEST}.`,
      LONGEST,
      text.length,
    );
  }
  const brackets = bracketProblem(text);
  if (brackets) return brackets;
  const tooInvolved = problem("This is too involved to be read: write it in a simpler form.", 0, text.length);
  try {
    const tree = parse(text, { words: vocabulary(names), numberMayFollow });
    return tooDeep(tree) ? tooInvolved : { tree };
  } catch (error) {
    if (error.name === "SyntaxError" && error.location) return unreadable(error, text, names);
    // The engine's stack is the one limit that is not ours to know.
    if (error instanceof RangeError || error.name === "InternalError") return tooInvolved;
    throw error;
  }
}
