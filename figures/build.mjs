// Builds the bundle: `node build.mjs [folder]` (default: the package's static folder).

import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import path from "node:path";

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
