// The grammar as a module: what esbuild bundles and what the tests import is compiled here, in one way.

import { readFileSync } from "node:fs";
import peggy from "peggy";

/** Compile a grammar file to the text of a module. The cache keeps reading time proportional to length. */
export const compile = (file) =>
  peggy.generate(readFileSync(file, "utf8"), { output: "source", format: "es", cache: true });

/** For esbuild. */
export const plugin = {
  name: "peggy",
  setup(build) {
    build.onLoad({ filter: /\.peggy$/ }, ({ path }) => ({ contents: compile(path), loader: "js" }));
  },
};
