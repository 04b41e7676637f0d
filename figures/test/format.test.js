import assert from "node:assert/strict";
import { test } from "node:test";
import { staticText } from "../src/dom.js";
import { bracketed, derivative, formula, label, number, pieces, spoken } from "../src/format.js";

test("numbers have fixed decimals, a true minus sign and no negative zero", () => {
  assert.equal(number(1.005), "1.00");
  assert.equal(number(-1.5), "−1.50");
  assert.equal(number(-0.001), "0.00");
  assert.equal(number(2, 4), "2.0000");
});

test("what is undefined is a dash, what is huge a power of ten", () => {
  for (const v of [NaN, Infinity, -Infinity]) assert.equal(number(v), "—");
  assert.equal(number(-1234567), "−1.2·10⁶");
  assert.equal(number(1e300), "1.0·10³⁰⁰");
});

test("negative factors stand in parentheses", () => {
  assert.equal(bracketed(-2), "(−2.00)");
  assert.equal(bracketed(2), "2.00");
});

test("numbers can be spoken", () => {
  assert.equal(spoken(-1.5), "minus 1.50");
  assert.equal(spoken(NaN), "undefined");
});

test("letters are variables, words are functions, marks shift", () => {
  assert.deepEqual(pieces("sin(x_{1}^{2})"), [
    { text: "sin", style: "upright", shift: null },
    { text: "(", style: "upright", shift: null },
    { text: "x", style: "variable", shift: null },
    { text: "1", style: "upright", shift: "sub" },
    { text: "2", style: "upright", shift: "sup" },
    { text: ")", style: "upright", shift: null },
  ]);
});

test("a formula as HTML", () => {
  assert.equal(
    staticText(formula("@w^{T}x + max(0, z)")),
    '<span class="mc-formula"><b>w</b><sup><i>T</i></sup><i>x</i> + max(0, <i>z</i>)</span>',
  );
});

test("braces nest, as in a power with an index", () => {
  assert.equal(
    staticText(formula("e^{−x_{1}}")),
    '<span class="mc-formula"><i>e</i><sup>−</sup><sup><i>x</i></sup><sup>1</sup></span>',
  );
});

test("a total derivative has no words in it", () => {
  assert.deepEqual(
    pieces(derivative("f", "x"))
      .map((piece) => piece.text)
      .join(""),
    "df/dx",
  );
  assert.ok(pieces(derivative("f", "x")).every(({ text, style }) => text === "/" || style === "variable"));
});

test("the vector of ones", () => {
  assert.deepEqual(pieces("1\u20d7")[0], { text: "1", style: "ones", shift: null });
  assert.equal(pieces("21")[0].style, "upright");
});

test("SVG text comes back to its line after an index", () => {
  const text = staticText(label("x_{1}y", { size: 10 }));
  const shifts = [...text.matchAll(/dy="([^"]+)"/g)].map(([, dy]) => Number(dy));
  assert.deepEqual(shifts, [2.8, -2.8]);
});

test("a rim is drawn behind, not over, its text", () => {
  const text = staticText(label("x_{1}", { halo: "white" }));
  assert.equal(text.match(/<text/g).length, 2);
  assert.ok(text.indexOf("stroke") < text.lastIndexOf("<text"));
  assert.ok(!text.slice(text.lastIndexOf("<text")).includes("stroke"));
});
