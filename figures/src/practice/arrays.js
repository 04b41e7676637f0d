// Numbers in a rectangle: what an answer is worth at one point. One number is an array of one row and one column; a
// vector is a column.

/** An array of `rows` x `cols`; `data` lists its entries row by row. */
export const array = (rows, cols, data) => ({ rows, cols, data });

export const scalar = (value) => array(1, 1, [value]);

// No answer is larger; what would be is refused before it takes the machine's memory.
const MOST_ENTRIES = 10_000;

/** An array made entry by entry, or null when its size is no size. */
export function filled(rows, cols, entry) {
  const size = rows * cols;
  if (!(Number.isInteger(rows) && Number.isInteger(cols) && rows > 0 && cols > 0 && size <= MOST_ENTRIES))
    return null;
  return array(
    rows,
    cols,
    Array.from({ length: size }, (_, k) => entry(Math.floor(k / cols), k % cols)),
  );
}

export const isScalar = (a) => a.rows === 1 && a.cols === 1;
export const isVector = (a) => !isScalar(a) && (a.rows === 1 || a.cols === 1);
export const at = (a, i, j) => a.data[i * a.cols + j];

/** The shape as the sheets write it: [] for one number, else [rows, columns]. */
export const shapeOf = (a) => (isScalar(a) ? [] : [a.rows, a.cols]);

/** The array of a sheet's shape and values. */
export function fromSheet(shape, values) {
  const [rows = 1, cols = 1] = shape;
  return array(rows, cols, values);
}

/** The array of a number or of nested lists; a plain list is a column. */
export function fromNested(value) {
  if (!Array.isArray(value)) return scalar(value);
  const rows = value.map((row) => (Array.isArray(row) ? row : [row]));
  return array(rows.length, rows[0].length, rows.flat());
}

export const map = (a, f) => array(a.rows, a.cols, a.data.map(f));
export const transpose = (a) => filled(a.cols, a.rows, (i, j) => at(a, j, i));
export const column = (a) => (a.rows === 1 ? transpose(a) : a);
export const diagonal = (a) => filled(a.data.length, a.data.length, (i, j) => (i === j ? a.data[i] : 0));

/** Entry by entry; one number goes with every entry of the other. Null when the shapes differ. */
export function combine(a, b, f) {
  if (isScalar(a)) return map(b, (entry) => f(a.data[0], entry));
  if (isScalar(b)) return map(a, (entry) => f(entry, b.data[0]));
  if (a.rows !== b.rows || a.cols !== b.cols) return null;
  return array(
    a.rows,
    a.cols,
    a.data.map((entry, k) => f(entry, b.data[k])),
  );
}

/** The matrix product, or null when the shapes do not fit. */
export function multiply(a, b) {
  if (a.cols !== b.rows) return null;
  return filled(a.rows, b.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < a.cols; k++) sum += at(a, i, k) * at(b, k, j);
    return sum;
  });
}

/** The dot product of two vectors of the same length, or null. */
export function dot(a, b) {
  if (!isVector(a) || !isVector(b)) return null;
  return multiply(transpose(column(a)), column(b));
}

/** Blocks side by side in rows, rows below each other; null when they leave gaps. */
export function blocks(rows) {
  const bands = [];
  for (const row of rows) {
    if (row.some((block) => block.rows !== row[0].rows)) return null;
    const cols = row.reduce((sum, block) => sum + block.cols, 0);
    const lines = Array.from({ length: row[0].rows }, (_, i) =>
      row.flatMap((block) => block.data.slice(i * block.cols, (i + 1) * block.cols)),
    );
    bands.push({ cols, lines });
  }
  if (bands.some((band) => band.cols !== bands[0].cols)) return null;
  const lines = bands.flatMap((band) => band.lines);
  if (lines.length * bands[0].cols > MOST_ENTRIES) return null;
  return array(lines.length, bands[0].cols, lines.flat());
}
