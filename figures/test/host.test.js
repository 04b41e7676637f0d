import assert from "node:assert/strict";
import { test } from "node:test";
import { prose } from "../src/frame.js";
import { localStore } from "../src/host.js";

test("a store tells its listeners until they stop", () => {
  const store = localStore({ a: 1, b: 2 });
  let calls = 0;
  const stop = store.changed(() => (calls += 1));
  store.set({ a: 3 });
  assert.deepEqual(store.get(), { a: 3, b: 2 });
  stop();
  store.set({ a: 4 });
  assert.equal(calls, 1);
});

test("sentences hold small formulas between dollar signs", () => {
  const [before, formula, after] = prose("slope of $f$ here");
  assert.equal(before, "slope of ");
  assert.equal(formula.attributes.class, "mc-formula");
  assert.equal(after, " here");
});
