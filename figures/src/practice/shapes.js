// Shapes in words. The numbers in a sheet stand for sizes: 3 is said as n where the question calls it so.

import { isScalar } from "./arrays.js";

/** Say a shape; `size` says how its sizes are called. */
export function shapeWords(a, size = String) {
  if (isScalar(a)) return "a single number";
  const measure = `${size(a.rows)} × ${size(a.cols)}`;
  if (a.cols === 1) return `a column (${measure})`;
  if (a.rows === 1) return `a row (${measure})`;
  return `a matrix (${measure})`;
}

/**
 * The function that names a size: by its letter where exactly one letter of the question has that size. Where a value is
 * asked for, the question's numbers are all given, and so are its sizes.
 */
export function sizeNames(sheet) {
  if (sheet.asks === "value") return String;
  const letters = new Map();
  for (const [name, shape] of Object.entries(sheet.names)) {
    if (shape !== "size") continue;
    const value = sheet.points[0]?.[name];
    letters.set(value, letters.has(value) ? null : name);
  }
  return (value) => letters.get(value) ?? String(value);
}

/** The different sizes of a question, for what leaves its size open (I, ones, zeros). */
export function sizesOf(sheet) {
  const shapes = [sheet.right.shape, ...Object.values(sheet.names).filter(Array.isArray)];
  return [...new Set(shapes.flat())].filter((size) => size > 1);
}
