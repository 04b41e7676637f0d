// Sheets for the tests, made from functions as Python makes them from a question.

/** Twelve values of a number, none of them special. */
const spread = (from, step) => Array.from({ length: 12 }, (_, k) => from + step * k + 0.01 * k * k);

export const scalars = spread(1.3, 0.17).map((x, k) => ({ x, y: spread(2.9, -0.13)[k] }));

export const vectors = spread(0.7, 0.21).map((start, k) => ({
  x: [[start], [1.9 - start], [2.3 + start]],
  w: [[1.1 - 0.3 * start], [start * start], [-0.4 + k / 10]],
  z: start - 2.1,
  n: 3,
}));

const valuesOf = (points, f) => points.map((point) => [f(point)].flat(2));

/** A question about x and y: `right` and each of `wrong` are functions of a point. */
export function sheetOf(asks, points, shape, right, wrong = {}) {
  const names = points === scalars ? { x: [], y: [] } : { x: [3, 1], w: [3, 1], z: [], n: "size" };
  return {
    id: "test-1",
    asks,
    names,
    points,
    right: { shape, values: valuesOf(points, right) },
    wrong: Object.entries(wrong).map(([mistake, candidate]) => ({
      mistake,
      shape: candidate.shape ?? shape,
      values: valuesOf(points, candidate.f ?? candidate),
      says: `This is ${mistake}.`,
      see: "chapter.html#place",
      seeTitle: "The chapter: place",
    })),
  };
}

/** The partial derivative of 3x²y by x, and by what it is often replaced. */
export const partial = sheetOf("partial", scalars, [], ({ x, y }) => 6 * x * y, {
  "partial/other-variable": ({ x }) => 3 * x * x,
  "partial/power-kept": ({ x, y }) => 6 * x * x * y,
});

/** The gradient of 3x²y. */
export const gradient = sheetOf("gradient", scalars, [1, 2], ({ x, y }) => [6 * x * y, 3 * x * x], {
  "gradient/column": { shape: [2, 1], f: ({ x, y }) => [6 * x * y, 3 * x * x] },
  "gradient/swapped": ({ x, y }) => [3 * x * x, 6 * x * y],
  "gradient/summed": { shape: [], f: ({ x, y }) => [6 * x * y + 3 * x * x] },
});

export const diagonal = (entries) => entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));

/** The Jacobian of w ⊗ x by w: diag(x). */
export const elementwise = sheetOf("jacobian", vectors, [3, 3], ({ x }) => diagonal(x.flat()), {
  "elementwise/row": { shape: [1, 3], f: ({ x }) => x },
  "elementwise/column": { shape: [3, 1], f: ({ x }) => x },
  "elementwise/other-operand": ({ w }) => diagonal(w.flat()),
  "elementwise/identity": () => diagonal([1, 1, 1]),
});

/** The gradient of sum(x): a row of ones. */
export const sum = sheetOf("gradient", vectors, [1, 3], () => [1, 1, 1], {
  "sum/column": { shape: [3, 1], f: () => [1, 1, 1] },
  "sum/length": { shape: [], f: () => [3] },
});
