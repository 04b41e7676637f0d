// Numbers given as decimals: right to the digits that were written.

const ENOUGH = 3; // significant digits
const DECIMAL = /^(\d*)\.(\d+)$/;

/** The literals of an answer that is a number or a list of numbers, in reading order; null for a part that is computed. */
function literals(tree) {
  if (tree.type === "matrix") return tree.rows.flat().flatMap(literals);
  if (tree.type === "negate" || tree.type === "group" || tree.type === "transpose") return literals(tree.of);
  if (tree.type === "call" && (tree.name === "row" || tree.name === "column"))
    return tree.args.flatMap(literals);
  return [tree.type === "number" ? tree.text : null];
}

const decimal = (text) => (text === null ? null : DECIMAL.exec(text));

/** How far each entry may be off: half a unit of its last digit where it is a decimal, else nothing. */
export const slackOf = (tree) =>
  literals(tree).map((text) => {
    const written = decimal(text);
    return written ? 0.5000001 * 10 ** -written[2].length : 0;
  });

/** Whether every decimal has three significant digits or more. */
export const enoughDigits = (tree) =>
  literals(tree).every((text) => {
    const written = decimal(text);
    return !written || (written[1] + written[2]).replace(/^0+/, "").length >= ENOUGH;
  });
