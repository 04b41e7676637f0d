// The verdict: always the same fields, so that Python and the page read the same thing.

import { WORDS } from "./words.js";

/** Make a verdict; `kind` says why, more finely than the verdict itself. */
export const verdict = (word, parts = {}) => ({
  verdict: word,
  kind: word,
  mistake: null,
  says: word === "right" ? WORDS.right : "",
  see: null,
  seeTitle: null,
  at: null,
  entries: null,
  echo: null,
  ...parts,
});

/** The part of a verdict that names a known mistake, and where to read about it. */
export const named = ({ mistake = null, see = null, seeTitle = null }) => ({ mistake, see, seeTitle });
