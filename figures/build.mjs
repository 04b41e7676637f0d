// Builds the bundle: `node build.mjs [folder]` (default: the package's static folder).

import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { plugin as peggy } from "./peggy.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.resolve(process.argv[2] ?? path.join(here, "..", "mcalc_helpers", "static"));

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "inline",
  logLevel: "warning",
  outdir,
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
};

// One bundle for all uses: a classic script (works from the file system) that sets one global. Jupyter wants a module:
// Python appends the export to the same text.
await build({
  ...common,
  entryPoints: { figures: "src/index.js" },
  format: "iife",
  globalName: "mcalcFigures",
  banner: {
    js: "// Built from figures/ by esbuild. Contains modules of D3, copyright Mike Bostock: see LICENSE-D3.txt.",
  },
});
await build({ ...common, entryPoints: { loader: "src/loader.js", figures: "src/figures.css" } });

// The practice questions: the judge and the box, which Python runs too; KaTeX; and the loader that fetches both.
await build({
  ...common,
  entryPoints: { practice: "src/practice/index.js" },
  format: "iife",
  globalName: "mcalcPractice",
  plugins: [peggy],
  banner: { js: "// Built from figures/ by esbuild." },
});
await build({
  ...common,
  entryPoints: { "practice-katex": "src/practice/katex.js" },
  format: "iife",
  globalName: "mcalcKatex",
  banner: { js: "// KaTeX, copyright Khan Academy and other contributors, MIT: see LICENSE-KaTeX.txt." },
});
await build({ ...common, entryPoints: { "practice-loader": "src/practice/loader.js" }, format: "iife" });
await build({ ...common, entryPoints: { practice: "src/practice/practice.css" } });
