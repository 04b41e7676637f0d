// What the judge says when no particular mistake is recognised: one place for the wording.

import { isScalar } from "./arrays.js";
import { shapeWords } from "./shapes.js";

export const WORDS = {
  right: "Right.",
  empty: "Write an answer first.",
  nothingChosen: "Choose an answer first.",
  undefined:
    "At every point tried this has no value: it divides by zero, takes the logarithm or the root of a negative number, or grows beyond all bounds.",
  sign: "The size is right, the sign is not.",
  factor: "Up to a constant factor this is right. Go through the constants again.",
  missing: "One factor is missing; everything else is right.",
  extra: "There is one factor too many; everything else is right.",
  term: "Off by the same amount everywhere. Look again at the constant terms.",
  constant: "This is the same number everywhere, but the right answer depends on its variables.",
  rounded: "Very close, yet not equal. Write fractions and roots exactly, not as rounded decimals.",
  digits: "That is right as far as it goes. Give at least three significant digits, or the exact value.",
  number: "That is not the number. Go through it step by step; a hint may help.",
  misfit: "The shapes do not fit.",
  diagonal: "A matrix with a vector on its diagonal is `diag(...)`.",
  commas: "Separate the entries of a list by commas: `[a, b]`.",
  euler: "(`e` was read as Euler's number 2.718...)",
  scalar:
    "At the points tried, your answer has other values than the right one. You can test it yourself: choose numbers, nudge the variable a little, and see how fast the result changes.",
  array:
    "The shape is right, but none of the entries is. Begin with a single one: which output, by which input?",
  incomplete: "Right so far, but not all of it: another option holds as well.",
  choice: "Look at it again.",
  orderIncomplete: "Each line belongs in the order once.",
  neither: "Count again: one row for each output, one column for each input.",
  size: "Write a shape as rows × columns, such as `2 x 3` or `m x n`.",
};

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/** The shape that was given. */
export const givenShape = (given, size) => `Your answer is ${shapeWords(given, size)}.`;

/** The shape that is asked for. */
export function wantedShape(wanted, asks, size) {
  const measure = `${size(wanted.rows)} × ${size(wanted.cols)}`;
  if (isScalar(wanted)) return "What is asked for is a single number.";
  if (wanted.rows === 1) {
    const what = asks === "gradient" ? "a gradient" : "the derivative of one output";
    return `In numerator layout ${what} is a row, ${measure}: one column for each input.`;
  }
  if (wanted.cols === 1) return `What is asked for is a column, ${measure}.`;
  return `In numerator layout this derivative is ${measure}: one row for each output, one column for each input.`;
}

/** Which entries of an array are right; `agree` is row-major. */
export function entriesSentence(array, agree) {
  const count = agree.filter(Boolean).length;
  const onDiagonal = agree.map((_, k) => Math.floor(k / array.cols) === k % array.cols);
  if (array.rows === array.cols) {
    if (agree.every((right, k) => right === onDiagonal[k]))
      return "The diagonal is right; look again at the entries off it.";
    if (agree.every((right, k) => right !== onDiagonal[k]))
      return "The entries off the diagonal are right; look again at the diagonal.";
  }
  const wrong = agree.flatMap((right, k) => (right ? [] : [k]));
  const place = (k) =>
    array.rows === 1 || array.cols === 1
      ? `the ${ORDINALS[k] ?? `${k + 1}th`}`
      : `row ${Math.floor(k / array.cols) + 1}, column ${(k % array.cols) + 1}`;
  const where =
    wrong.length <= 3
      ? ` Look again at ${wrong
          .map(place)
          .join("; ")
          .replace(/; (?=[^;]*$)/, " and ")}.`
      : "";
  return `${count} of the ${agree.length} entries ${count === 1 ? "is" : "are"} right.${where}`;
}

/** How far an order is right. */
export const orderSentence = (inPlace) =>
  inPlace === 0
    ? "Something else comes first."
    : `The first ${inPlace === 1 ? "line is" : `${inPlace} lines are`} in place. Look again at what comes next.`;
