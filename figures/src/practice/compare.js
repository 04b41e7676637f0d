// When two arrays are the same, and how far one is from the other. A point holds the array `given`, the right one
// (`wanted`), and the values of the `names` there.

const RELATIVE = 1e-9;
const BESIDE_THE_LARGEST = 1e-10; // a zero is never exactly zero beside large numbers
const ROUNDED = 1e-3;

export const finite = (a) => a.data.every(Number.isFinite);

const largest = (a) => a.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** How far two entries may be apart: by rounding, or by the digits that were written (`slack`, entry by entry). */
const tolerance = (a, b, scale, slack) =>
  Math.max(slack, RELATIVE * Math.max(Math.abs(a), Math.abs(b)) + BESIDE_THE_LARGEST * scale);

/** Which entries of two arrays of one shape agree. */
export function agreeing(given, wanted, slack = null) {
  const scale = largest(wanted);
  return given.data.map(
    (entry, k) =>
      Math.abs(entry - wanted.data[k]) <= tolerance(entry, wanted.data[k], scale, slack?.[k] ?? 0),
  );
}

export const equal = (given, wanted, slack) => agreeing(given, wanted, slack).every(Boolean);

/** Whether every entry is within rounding of a few digits. */
export function nearly(given, wanted) {
  return given.data.every((entry, k) => {
    const other = wanted.data[k];
    return Math.abs(entry - other) <= ROUNDED * Math.max(Math.abs(entry), Math.abs(other));
  });
}

const close = (a, b) => Math.abs(a - b) <= 1e-8 * Math.max(Math.abs(a), Math.abs(b));

/** The entries of all points as pairs of what was given and what is right. */
const pairs = (points) =>
  points.flatMap(({ given, wanted, names }) =>
    given.data.map((entry, k) => ({ given: entry, wanted: wanted.data[k], names, k })),
  );

const varies = (numbers) => numbers.some((number) => !close(number, numbers[0]));

/** Whether the answer is the right one times a constant. */
export function constantFactor(points) {
  const all = pairs(points);
  const scale = Math.max(...points.map(({ wanted }) => largest(wanted)));
  const isZero = (entry) => Math.abs(entry) <= RELATIVE * scale;
  if (all.some(({ given, wanted }) => isZero(given) !== isZero(wanted))) return false;
  const factors = all.filter(({ wanted }) => !isZero(wanted)).map(({ given, wanted }) => given / wanted);
  // Two numbers are always in some ratio: it means something only when the right answer varies.
  return factors.length > 0 && !varies(factors) && varies(all.map(({ wanted }) => wanted));
}

/** Whether the answer is off by the same amount everywhere. */
export function constantTerm(points) {
  const all = pairs(points);
  const apart = all.map(({ given, wanted }) => given - wanted);
  return varies(all.map(({ wanted }) => wanted)) && !varies(apart);
}

/** Whether the answer is one number everywhere, where the right one varies. */
export function constantNumber(points) {
  if (points[0].given.data.length !== 1) return false;
  const all = pairs(points);
  return varies(all.map(({ wanted }) => wanted)) && !varies(all.map(({ given }) => given));
}

/** The factors a name can be, entry by entry: a number, or the entries of a vector along the answer. */
function factorAt(value, { k }, length) {
  if (typeof value === "number") return value;
  const entries = value.flat();
  return entries.length === length ? entries[k] : NaN;
}

/** Whether one name is missing as a factor, or is one too many: "missing", "extra" or null. */
export function nameAsFactor(points) {
  const all = pairs(points).filter(({ given, wanted }) => given !== 0 || wanted !== 0);
  if (all.length < 2) return null;
  const length = points[0].given.data.length;
  const candidates = Object.keys(points[0].names);
  const fits = (name, more, less) =>
    all.every((pair) => close(pair[more] * factorAt(pair.names[name], pair, length), pair[less]));
  const tells = candidates.filter((name) =>
    varies(all.map((pair) => factorAt(pair.names[name], pair, length))),
  );
  if (tells.some((name) => fits(name, "given", "wanted"))) return "missing";
  // A vector where ones should stand is no factor too many: without it the shape would be another.
  const isNumber = (name) => typeof points[0].names[name] === "number";
  return tells.some((name) => isNumber(name) && fits(name, "wanted", "given")) ? "extra" : null;
}
