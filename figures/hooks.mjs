// Lets Node's test runner import a grammar: `node --import ./hooks.mjs --test`.

import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { compile } from "./peggy.mjs";

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(".peggy")) return next(url, context);
    return { format: "module", source: compile(fileURLToPath(url)), shortCircuit: true };
  },
});
