import assert from "node:assert/strict";
import { test } from "node:test";
import { display, h, staticText } from "../src/dom.js";
import { fakeDocument } from "./fake-page.js";

function shownIn(...trees) {
  const host = fakeDocument().createElement("div");
  const gripped = [];
  const show = display(host, { grip: (element) => gripped.push(element) });
  return {
    host,
    gripped,
    show: (tree) => (show(tree), host.firstChild),
    first: trees.map((tree) => show(tree)),
  };
}

test("a drawn tree is what was asked for", () => {
  const { show } = shownIn();
  const element = show(h("p", { class: "a", hidden: true, title: null }, "one ", h("b", null, 2), null));
  assert.equal(element.outerHTML, '<p class="a" hidden="">one <b>2</b></p>');
});

test("what is inside svg is SVG, what is beside it is not", () => {
  const { show } = shownIn();
  const element = show(h("div", null, h("svg", null, h("g", null, h("circle"))), h("i")));
  const [svg, italic] = element.childNodes;
  assert.match(svg.firstChild.firstChild.namespace, /svg/);
  assert.equal(italic.namespace, null);
});

test("redrawing keeps the elements and changes what differs", () => {
  const { show } = shownIn();
  const before = show(h("p", { class: "a", id: "x" }, h("b", null, "1"), "old"));
  const bold = before.firstChild;
  const after = show(h("p", { class: "b" }, h("b", null, "2"), "new"));
  assert.equal(after, before);
  assert.equal(after.firstChild, bold);
  assert.equal(after.outerHTML, '<p class="b"><b>2</b>new</p>');
});

test("an absent child keeps its place, so that the elements after it stay the same", () => {
  const { show } = shownIn();
  const last = show(h("p", null, h("i"), h("b"))).childNodes[1];
  assert.equal(show(h("p", null, null, h("b"))).childNodes[1], last);
  assert.equal(show(h("p", null, h("i"), h("b"))).childNodes[1], last);
});

test("children come and go", () => {
  const { show } = shownIn();
  show(h("p", null, h("i"), h("i")));
  assert.equal(show(h("p", null, h("i"))).outerHTML, "<p><i></i></p>");
  assert.equal(show(h("p", null, h("i"), "a", h("b"))).outerHTML, "<p><i></i>a<b></b></p>");
});

test("another tag or key makes another element", () => {
  const { show } = shownIn();
  const first = show(h("p", null, h("i", { key: "a" }))).firstChild;
  assert.notEqual(show(h("p", null, h("i", { key: "b" }))).firstChild, first);
  assert.equal(show(h("p", null, h("b"))).outerHTML, "<p><b></b></p>");
});

test("a tree drawn before is skipped when it comes again", () => {
  const { show } = shownIn();
  const same = h("g", null, h("i", { class: "a" }));
  const inner = show(h("p", null, same)).firstChild.firstChild;
  inner.setAttribute("class", "changed outside");
  show(h("p", { class: "new" }, same));
  assert.equal(inner.attributes.get("class"), "changed outside");
});

test("an element listens once and calls the handler of the last drawing", () => {
  const { show } = shownIn();
  const calls = [];
  const button = (name) => h("button", { on: { click: () => calls.push(name) } });
  const element = show(button("first"));
  show(button("second"));
  element.dispatch("click");
  assert.deepEqual(calls, ["second"]);
  assert.equal(element.listeners.get("click").length, 1);
});

test("handlers that are gone are not called", () => {
  const { show } = shownIn();
  const calls = [];
  const element = show(h("button", { on: { click: () => calls.push(1) } }));
  show(h("button", {}));
  element.dispatch("click");
  assert.deepEqual(calls, []);
});

test("grips are attached and properties are set as properties", () => {
  const { show, gripped } = shownIn();
  const grip = { x: 1 };
  const element = show(h("button", { grip, disabled: true }));
  assert.equal(element.grip, grip);
  assert.equal(element.disabled, true);
  assert.deepEqual(gripped, [element]);
  show(h("button", { grip: { x: 2 }, disabled: false }));
  assert.equal(element.grip.x, 2);
  assert.equal(element.disabled, false);
});

test("coordinates are rounded to a hundredth", () => {
  assert.equal(staticText(h("line", { x1: 1 / 3, x2: 2 })), '<line x1="0.33" x2="2"></line>');
});

test("the static text escapes what it must", () => {
  assert.equal(
    staticText(h("p", { title: '"<' }, "a < b & c")),
    '<p title="&quot;&lt;">a &lt; b &amp; c</p>',
  );
});

test("the static text holds no controls", () => {
  const tree = h(
    "div",
    null,
    h("button", { type: "button", "aria-pressed": "true", class: "c", on: { click: () => {} } }, "press"),
    h("g", { tabindex: 0, role: "slider", "aria-valuenow": 3, grip: {}, class: "g" }),
    h("g", { tabindex: 0, role: "button", "data-pin": "a" }),
    h("svg", { role: "group", "aria-label": "a plot" }),
  );
  assert.equal(
    staticText(tree),
    '<div><span class="c">press</span><g class="g"></g><g data-pin="a"></g><svg role="img" aria-label="a plot"></svg></div>',
  );
});
