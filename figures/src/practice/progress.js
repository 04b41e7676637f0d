// What the reader has done, kept by the browser on this machine alone. Where nothing can be kept (a private window, full
// or forbidden storage) it is remembered until the page is left.

const KEY = "mcalc-practice";
const MARKS = ["tried", "right", "seen"];

let unkept = null; // the record, where the storage takes nothing

function load() {
  if (unkept) return unkept;
  try {
    const found = JSON.parse(globalThis.localStorage.getItem(KEY) ?? "{}");
    return found !== null && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {}; // no storage, or something else was written there
  }
}

function save(record) {
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(record));
  } catch {
    unkept = record;
  }
}

/** What is known of a question: any of "tried", "right", "seen". */
export function marksOf(id) {
  const record = load();
  const marks = Object.hasOwn(record, id) ? record[id] : [];
  return Array.isArray(marks) ? MARKS.filter((mark) => marks.includes(mark)) : [];
}

/** Remember that a question was tried, answered, or its solution seen. */
export function remember(id, mark) {
  const marks = marksOf(id);
  if (MARKS.includes(mark) && !marks.includes(mark)) save({ ...load(), [id]: [...marks, mark] });
}

/** Forget everything. */
export function forget() {
  unkept = null;
  try {
    globalThis.localStorage.removeItem(KEY);
  } catch {
    // There was nothing to forget.
  }
}

/** How many of these questions were answered. */
export const answered = (ids) => ids.filter((id) => marksOf(id).includes("right")).length;
