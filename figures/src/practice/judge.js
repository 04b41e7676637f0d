// The judge: one function for the page and, by way of Python, for notebooks and assignments.

import { judgeOptions, judgeOrder, judgeSize } from "./choosing.js";
import { judgeMathematics } from "./mathematics.js";

/**
 * Judge an answer to a question. `sheet` is the question as data; the answer is a text, values at the sheet's points
 * (`{ shape, values }`), the number or numbers of options, or an order of steps.
 */
export function judge(sheet, answer) {
  if (sheet.options) return judgeOptions(sheet, answer);
  if (sheet.steps) return judgeOrder(sheet, answer);
  if (sheet.right.size) return judgeSize(sheet, answer);
  return judgeMathematics(sheet, answer);
}
