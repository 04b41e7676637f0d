// Where a number may stand beside what comes before it, as a factor of a product.

const GAP = /(?:\s|\\[,;:! ])+$/u;

/** The innermost bracket that is still open at the end of a text; null if there is none. */
function innermostBracket(text) {
  let closed = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (")]}".includes(text[i])) closed += 1;
    else if ("([{".includes(text[i]) && closed-- === 0) return text[i];
  }
  return null;
}

/**
 * Tell whether a number may follow a text: after a bracket, and after a gap that no digit precedes. So (x + 1)2 and x 2
 * are products, but x2 looks like a name, and 2 3 like a slip. In [x 2] it may be a comma that is missing.
 */
export function numberMayFollow(before) {
  const text = before.replace(GAP, "");
  const apart = text.length < before.length && !/[\d½]$/u.test(text);
  return (apart || /[)\]}]$/u.test(text)) && innermostBracket(text) !== "[";
}
