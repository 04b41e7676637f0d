// Judges typed mathematics, or values computed elsewhere: shape first, then a few points, then the known mistakes, then
// how far the answer is right.

import { fromSheet, isScalar, isVector, map, shapeOf } from "./arrays.js";
import {
  agreeing,
  constantFactor,
  constantNumber,
  constantTerm,
  equal,
  finite,
  nameAsFactor,
  nearly,
} from "./compare.js";
import { enoughDigits, slackOf } from "./digits.js";
import { Meaningless, Misfit, evaluate } from "./evaluate.js";
import { toTex } from "./latex.js";
import { notesOn, spacedList, uses } from "./notes.js";
import { settleSizes } from "./open-sizes.js";
import { read } from "./read.js";
import { sizeNames } from "./shapes.js";
import { named, verdict } from "./verdict.js";
import { WORDS, entriesSentence, givenShape, wantedShape } from "./words.js";

const DECIDING = 3; // points; when they agree, all of the sheet's points are asked

// Where to read about a shape that no known mistake explains.
const ON_SHAPES = { see: "reference/shapes.html", seeTitle: "Shapes at a glance" };

/** Why an answer that was read has no value. */
function refusal(error, tree, sheet, answer) {
  if (!(error instanceof Misfit)) return { says: error.message };
  const [rows = 1, cols = 1] = sheet.right.shape;
  const aColumn = error.shapes.length === 2 && error.shapes.some((a) => a.rows > 1 && a.cols === 1);
  const needsDiagonal = aColumn && rows > 1 && cols > 1 && !uses(tree, "diag");
  const says = [
    WORDS.misfit,
    error.tellWith(sizeNames(sheet)),
    needsDiagonal ? WORDS.diagonal : "",
    spacedList(tree, answer) ? WORDS.commas : "",
  ];
  return { kind: "shapes", says: says.filter(Boolean).join(" ") };
}

/** An answer as a function from the number of a point to its value there. */
function valuesOf(sheet, answer) {
  if (typeof answer !== "string")
    return { at: (k) => fromSheet(answer.shape, answer.values[k]), count: answer.values.length };
  const { tree, problem } = read(answer, sheet.names);
  if (problem) return { problem };
  const echo = toTex(tree, sheet.names);
  try {
    const sizes = settleSizes(tree, sheet);
    const at = (k) => evaluate(tree, { point: sheet.points[k], sizes });
    at(0);
    return { at, tree, echo, count: sheet.points.length };
  } catch (error) {
    if (!(error instanceof Meaningless)) throw error;
    return { problem: { ...refusal(error, tree, sheet, answer), at: error.at, echo } };
  }
}

/** Where rows and columns are not told apart (NumPy's vectors are neither), a vector takes the shape that is asked for. */
function aligned(value, wanted, asks) {
  const loose =
    asks === "code" && isVector(value) && isVector(wanted) && value.data.length === wanted.data.length;
  return loose ? { ...value, rows: wanted.rows, cols: wanted.cols } : value;
}

const sameShape = (a, b) => a.rows === b.rows && a.cols === b.cols;

/** The points where the answer has a value. */
function definedPoints(sheet, values, wantedAt) {
  const points = [];
  for (let k = 0; k < values.count; k++) {
    const given = aligned(values.at(k), wantedAt(k), sheet.asks);
    if (finite(given)) points.push({ k, given, wanted: wantedAt(k), names: sheet.points[k] });
  }
  return points;
}

/** The known mistakes that give what was given, at every point. */
function matching(sheet, points, slack) {
  const shape = shapeOf(points[0].given);
  return sheet.wrong.filter((wrong) => {
    if (String(wrong.shape.length ? wrong.shape : []) !== String(shape)) return false;
    const comparable = points.filter(({ k }) => wrong.values[k]?.every(Number.isFinite));
    return (
      comparable.length > 0 &&
      comparable.every(({ k, given }) => equal(given, fromSheet(shape, wrong.values[k]), slack))
    );
  });
}

function wrongShape(sheet, points, found) {
  const { given, wanted } = points[0];
  const size = sizeNames(sheet);
  const here = givenShape(given, size);
  const [mistake, another] = found;
  if (mistake && !another) return { kind: "shape", ...named(mistake), says: `${here}\n\n${mistake.says}` };
  return { kind: "shape", ...ON_SHAPES, says: `${here} ${wantedShape(wanted, sheet.asks, size)}` };
}

const isNegative = ({ given, wanted }, slack) =>
  equal(
    map(given, (entry) => -entry),
    wanted,
    slack,
  );

/** How far a wrong answer is right. */
function howFar(points, asks, slack) {
  const { given, wanted } = points[0];
  if (points.every((point) => nearly(point.given, point.wanted))) return { kind: "rounded" };
  const oneNumber = asks === "value" && isScalar(given);
  if (points.every((point) => isNegative(point, slack))) return { kind: "sign" };
  if (oneNumber) return { kind: "value", says: WORDS.number };
  if (constantFactor(points)) return { kind: "factor" };
  const asFactor = nameAsFactor(points);
  if (asFactor) return { kind: asFactor };
  const agree = wanted.data.map((_, entry) =>
    points.every((point) => agreeing(point.given, point.wanted)[entry]),
  );
  if (agree.some(Boolean)) {
    const entries = agree.flatMap((right, k) =>
      right ? [[Math.floor(k / given.cols), k % given.cols]] : [],
    );
    return { kind: "entries", entries, says: entriesSentence(given, agree) };
  }
  if (constantTerm(points)) return { kind: "term" };
  if (constantNumber(points)) return { kind: "constant" };
  return { kind: "value", says: given.data.length === 1 ? WORDS.scalar : WORDS.array };
}

/** Judge an answer to a question that asks for mathematics. */
export function judgeMathematics(sheet, answer) {
  if (typeof answer === "string" && answer.trim() === "") return verdict("empty", { says: WORDS.empty });
  const values = valuesOf(sheet, answer);
  if (values.problem) return verdict("unreadable", { kind: "parse", ...values.problem });
  const wantedAt = (k) => fromSheet(sheet.right.shape, sheet.right.values[k]);
  const points = definedPoints(sheet, values, wantedAt);
  const { echo } = values;
  const notes = (kind) => (values.tree ? notesOn(values.tree, answer, kind) : []);
  const wrong = ({ kind, says = WORDS[kind], ...parts }) =>
    verdict("wrong", { kind, says: [says, ...notes(kind)].join(" "), echo, ...parts });
  if (points.length === 0) return wrong({ kind: "undefined" });

  const slack = sheet.asks === "value" && values.tree ? slackOf(values.tree) : null;
  const agrees = ({ given, wanted }) => equal(given, wanted, slack);
  if (!sameShape(points[0].given, points[0].wanted)) {
    return wrong(wrongShape(sheet, points, matching(sheet, points, slack)));
  }
  if (points.slice(0, DECIDING).every(agrees) && points.every(agrees)) {
    const exact = points.every(({ given, wanted }) => equal(given, wanted));
    if (exact || enoughDigits(values.tree)) return verdict("right", { echo });
    return wrong({ kind: "digits" });
  }
  const found = matching(sheet, points, slack);
  if (found.length === 1) return wrong({ kind: "mistake", ...named(found[0]), says: found[0].says });
  return wrong(howFar(points, sheet.asks, slack));
}
