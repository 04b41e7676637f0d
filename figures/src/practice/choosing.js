// Judges what is chosen or put in order, and shapes: answers that are no mathematics.

import { named, verdict } from "./verdict.js";
import { WORDS, orderSentence } from "./words.js";

const isIndex = (options) => (index) => Number.isInteger(index) && index >= 0 && index < options.length;

/** The options that an answer chooses: one or more numbers, or the text of one. Null if it chooses none of them. */
function chosen(options, answer) {
  if (typeof answer === "string") {
    const found = options.findIndex(({ text }) => text.trim() === answer.trim());
    return found < 0 ? null : [found];
  }
  const indices = [...new Set([answer].flat())];
  return indices.every(isIndex(options)) ? indices : null;
}

/** Judge a choice among options. */
export function judgeOptions({ options }, answer) {
  const picked = chosen(options, answer);
  if (picked === null) {
    return verdict("unreadable", {
      kind: "parse",
      says: `Choose by number, from 0 to ${options.length - 1}, or by the option's text.`,
    });
  }
  if (picked.length === 0) return verdict("empty", { says: WORDS.nothingChosen });
  const slip = picked.map((index) => options[index]).find(({ right }) => !right);
  if (slip) {
    const kind = slip.mistake ? "mistake" : "choice";
    return verdict("wrong", { kind, ...named(slip), says: slip.says || WORDS.choice });
  }
  const all = options.filter(({ right }) => right).length;
  if (picked.length < all) return verdict("wrong", { kind: "incomplete", says: WORDS.incomplete });
  const says = picked.map((index) => options[index].says).filter(Boolean);
  return verdict("right", { says: [WORDS.right, ...says].join(" ") });
}

/** Judge an order: the numbers of the steps as they were arranged. Steps of the same text may change places. */
export function judgeOrder({ steps }, answer) {
  const complete =
    Array.isArray(answer) && answer.every(isIndex(steps)) && new Set(answer).size === steps.length;
  if (!complete || answer.length !== steps.length) {
    return verdict("unreadable", { kind: "parse", says: WORDS.orderIncomplete });
  }
  const wrong = answer.findIndex((step, place) => steps[step] !== steps[place]);
  if (wrong < 0) return verdict("right");
  const entries = answer.flatMap((step, place) => (steps[step] === steps[place] ? [[place, 0]] : []));
  return verdict("wrong", { kind: "order", says: orderSentence(wrong), entries });
}

const SIZE = String.raw`(\d{1,6}|[A-Za-z](?:_?\d)?)`;
const SHAPE = new RegExp(String.raw`^[(\[]?\s*${SIZE}\s*(?:x|×|\*|,|by|\\times)\s*${SIZE}\s*[)\]]?$`, "u");
const SCALAR = /^(?:a\s+)?(?:scalar|(?:single\s+)?number|\(\s*\))$/i;

/** The two sizes of a shape as it was typed, or as two parts; a scalar is 1 x 1. Null if it is no shape. */
export function readSize(answer) {
  if (Array.isArray(answer)) {
    const parts = answer.filter((part) => String(part).trim() !== "");
    return answer.length === 0 ? ["1", "1"] : parts.length <= 2 ? readSize(parts.join(" x ")) : null;
  }
  const text = String(answer).slice(0, 100).trim();
  if (SCALAR.test(text)) return ["1", "1"];
  const found = SHAPE.exec(text);
  return found ? found.slice(1, 3).map((size) => size.replace("_", "")) : null;
}

const sameSize = (size, other) => String(readSize(size)) === String(other);

/** Judge a shape. */
export function judgeSize(sheet, answer) {
  const parts = [answer].flat();
  if (parts.length > 0 && parts.every((part) => String(part).trim() === ""))
    return verdict("empty", { says: WORDS.empty });
  const given = readSize(answer);
  if (given === null) return verdict("unreadable", { kind: "parse", says: WORDS.size });
  const echo = given.join(" \\times ");
  if (sameSize(sheet.right.size, given)) return verdict("right", { echo });
  const found = sheet.wrong.filter(({ size }) => sameSize(size, given));
  if (found.length === 1) {
    return verdict("wrong", { kind: "mistake", ...named(found[0]), says: found[0].says, echo });
  }
  const wanted = readSize(sheet.right.size);
  const entries = [0, 1].filter((side) => given[side] === wanted[side]).map((side) => [side, 0]);
  const says =
    entries.length === 1
      ? `The number of ${entries[0][0] === 0 ? "rows" : "columns"} is right, the other is not.`
      : WORDS.neither;
  return verdict("wrong", { kind: "size", says, entries, echo });
}
