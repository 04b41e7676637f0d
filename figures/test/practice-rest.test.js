// The rest of the questions' script: the order that is offered, progress, and the Markdown of messages.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { size } from "../src/practice/inputs.js";
import { inline, markdown } from "../src/practice/markdown.js";
import { answered, forget, marksOf, remember } from "../src/practice/progress.js";
import { offeredOrder } from "../src/practice/shuffle.js";

test("steps are offered mixed, always the same way, and never in the right order", () => {
  for (let k = 1; k < 200; k++) {
    const question = { id: `chain-${k}`, steps: ["a", "b", "c"] };
    const order = offeredOrder(question);
    assert.deepEqual(order, offeredOrder(question));
    assert.deepEqual([...order].sort(), [0, 1, 2]);
    assert.notDeepEqual(order, [0, 1, 2]);
  }
});

/** A storage as browsers have it; `broken` refuses as full and forbidden ones do. */
function storage(broken = false) {
  const kept = {};
  const refuse = () => {
    throw new Error("QuotaExceededError");
  };
  return {
    getItem: broken ? refuse : (key) => kept[key] ?? null,
    setItem: broken ? refuse : (key, text) => (kept[key] = text),
    removeItem: broken ? refuse : (key) => delete kept[key],
  };
}

const useStorage = (value) =>
  Object.defineProperty(globalThis, "localStorage", { value, configurable: true });

beforeEach(() => {
  useStorage(storage());
  forget();
});

test("what was done is remembered question by question, and can be forgotten", () => {
  remember("a-1", "tried");
  remember("a-1", "right");
  remember("a-1", "right");
  remember("a-2", "seen");
  assert.deepEqual(marksOf("a-1"), ["tried", "right"]);
  assert.deepEqual(marksOf("a-2"), ["seen"]);
  assert.deepEqual(marksOf("constructor"), []);
  assert.equal(answered(["a-1", "a-2", "a-3"]), 1);
  forget();
  assert.deepEqual(marksOf("a-1"), []);
});

test("a storage that takes nothing does no harm", () => {
  for (const broken of [storage(true), undefined]) {
    useStorage(broken);
    remember("a-1", "right");
    assert.deepEqual(marksOf("a-1"), ["right"]);
    forget();
    assert.deepEqual(marksOf("a-1"), []);
  }
});

test("what others wrote into the storage does no harm", () => {
  for (const text of ["no JSON", "null", "3", "[]", '{"a-1": 7}', '{"a-1": ["<b>", "right"]}']) {
    useStorage(storage());
    localStorage.setItem("mcalc-practice", text);
    assert.ok(
      marksOf("a-1").every((mark) => mark === "right"),
      text,
    );
    remember("a-1", "tried");
    assert.ok(marksOf("a-1").includes("tried"));
  }
});

/** A page that only makes elements, written out as text. */
const page = {
  createElement: (tag) => ({
    tag,
    attributes: {},
    children: [],
    setAttribute(name, value) {
      this.attributes[name] = value;
    },
    append(...children) {
      this.children.push(...children);
    },
  }),
};
const tools = {
  page,
  formula: (tex, display) => ({ tag: display ? "formula2" : "formula", attributes: {}, children: [tex] }),
};
const written = (node) =>
  typeof node === "string"
    ? node.replace(/</g, "&lt;")
    : `<${node.tag}${node.attributes.href ? ` ${node.attributes.href}` : ""}>${node.children.map(written).join("")}</${node.tag}>`;
const html = (text) => markdown(text, tools).map(written).join("");

test("the Markdown of messages becomes elements", () => {
  assert.equal(
    html("A *row*, **one** `x^T`."),
    "<p>A <em>row</em>, <strong>one</strong> <code>x^T</code>.</p>",
  );
  assert.equal(html("one\n\ntwo"), "<p>one</p><p>two</p>");
  assert.equal(html("so $x * y * z$ is"), "<p>so <formula>x * y * z</formula> is</p>");
  assert.equal(
    html("To find\n\n$$\n\\frac{a}{b}\n$$\n\nthen"),
    "<p>To find</p><div><formula2>\\frac{a}{b}</formula2></div><p>then</p>",
  );
  assert.equal(html("- one\n- *two*"), "<ul><li>one</li><li><em>two</em></li></ul>");
  assert.equal(html("1. one\n2. two"), "<ol><li>one</li><li>two</li></ol>");
  assert.equal(html("```python\na * b\n```"), "<pre><code>a * b</code></pre>");
  assert.equal(html("see [here](jacobian.html#a-b)"), "<p>see <a jacobian.html#a-b>here</a></p>");
  assert.equal(html("3 * 4 * 5 and 2 $ only"), "<p>3 * 4 * 5 and 2 $ only</p>");
});

test("nothing in a message becomes HTML or a script", () => {
  assert.equal(html("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)></p>");
  assert.equal(html("[click](javascript:alert`1`)"), "<p>click</p>");
  assert.equal(html("[click](data:text/html,hello)"), "<p>click</p>");
});

test("an empty text gives nothing", () => {
  assert.deepEqual(markdown("", tools), []);
  assert.deepEqual(inline("", tools), []);
});

test("a shape goes into two boxes, or whole into one", () => {
  const form = size({ page, id: "shape" });
  const boxes = form.elements[0].children.filter(({ tag }) => tag === "input");
  const typed = (rows, columns) => {
    [boxes[0].value, boxes[1].value] = [rows, columns];
    return form.read();
  };
  assert.equal(typed("m", " n"), "m x n");
  assert.equal(typed(" m x n ", ""), "m x n");
  assert.equal(typed("", "(m, n)"), "(m, n)");
  assert.equal(typed(" ", ""), "");
  for (const answer of ["m x n", "(m, n)", ["m", "n"]]) {
    form.write(answer);
    assert.deepEqual([boxes[0].value, boxes[1].value], ["m", "n"]);
  }
  form.write("a lot");
  assert.deepEqual([boxes[0].value, boxes[1].value], ["a lot", ""]);
  assert.match(form.elements[1].children.join(""), /Rows in the first box, columns in the second/);
});
