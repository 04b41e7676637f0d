// Pictures as data. A figure is drawn by a function from its state to a tree of nodes; this module writes that tree as
// text (the static picture) or keeps elements of a page in step with it (the live figure). One drawing serves both.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "disabled", "checked"]);
const LIVE_ONLY = new Set(["key", "on", "grip"]);

/** A node: a tag, its attributes and its children (nodes, texts, numbers; null and false leave their place empty). */
export function h(tag, attributes, ...children) {
  return { tag, attributes: attributes ?? NONE, children: flatten(children, []) };
}

const NONE = Object.freeze({});

// Written as a loop: a figure makes some hundred nodes at every move.
function flatten(children, into) {
  for (const child of children) {
    if (Array.isArray(child)) flatten(child, into);
    else if (child === null || child === undefined || child === false) into.push("");
    else into.push(typeof child === "number" ? String(child) : child);
  }
  return into;
}

/** The text of an attribute, or null when it is absent. Coordinates are rounded: a hundredth of a pixel is plenty. */
function attributeText(value) {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return "";
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
}

const escape = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

// What makes an element a control is left out of the static text: without a script it would do nothing.
const isControl = (name) =>
  name === "tabindex" || name === "role" || name === "type" || name.startsWith("aria-");

/** Write a tree as HTML. Buttons become plain text and handles plain marks, since nothing would answer to them. */
export function staticText(node) {
  if (typeof node === "string") return escape(node);
  const inert = node.tag === "button" || node.attributes.grip || "data-pin" in node.attributes;
  const tag = node.tag === "button" ? "span" : node.tag;
  let text = `<${tag}`;
  for (const [name, value] of Object.entries(node.attributes)) {
    // A panel is a group of controls when it lives, and one picture when it is still.
    const written = node.tag === "svg" && name === "role" ? "img" : attributeText(value);
    if (LIVE_ONLY.has(name) || written === null || (inert && isControl(name))) continue;
    text += ` ${name}="${escape(written)}"`;
  }
  return `${text}>${node.children.map(staticText).join("")}</${tag}>`;
}

function setAttribute(element, name, value, hooks) {
  if (name === "grip") {
    element.grip = value;
    hooks.grip(element);
  } else if (name === "on") {
    listen(element, value);
  } else if (PROPERTIES.has(name)) {
    element[name] = value;
  } else if (name !== "key") {
    const text = attributeText(value);
    if (text === null) element.removeAttribute(name);
    else element.setAttribute(name, text);
  }
}

// One listener a type and element; the function it calls is replaced at every drawing.
function listen(element, handlers) {
  const attached = (element.handlers ??= {});
  for (const type of Object.keys(handlers)) {
    if (!(type in attached)) element.addEventListener(type, (event) => element.handlers[type]?.(event));
  }
  element.handlers = { ...handlers };
}

function create(node, namespace, hooks) {
  const { ownerDocument } = hooks;
  if (typeof node === "string") return ownerDocument.createTextNode(node);
  const inner = node.tag === "svg" ? SVG : namespace;
  const element = inner
    ? ownerDocument.createElementNS(inner, node.tag)
    : ownerDocument.createElement(node.tag);
  for (const child of node.children) element.append(create(child, inner, hooks));
  for (const [name, value] of Object.entries(node.attributes)) setAttribute(element, name, value, hooks);
  return element;
}

function patch(element, old, next, namespace, hooks) {
  if (old === next) return;
  const replaced =
    typeof old === "string" || typeof next === "string"
      ? typeof old !== typeof next
      : old.tag !== next.tag || old.attributes.key !== next.attributes.key;
  if (replaced) {
    element.replaceWith(create(next, namespace, hooks));
  } else if (typeof next === "string") {
    element.data = next;
  } else {
    patchElement(element, old, next, next.tag === "svg" ? SVG : namespace, hooks);
  }
}

function patchElement(element, old, next, namespace, hooks) {
  let present = element.firstChild;
  next.children.forEach((child, i) => {
    if (i < old.children.length) {
      // A child may be replaced, so what follows it is looked up first.
      const following = present.nextSibling;
      patch(present, old.children[i], child, namespace, hooks);
      present = following;
    } else {
      element.append(create(child, namespace, hooks));
    }
  });
  for (let i = next.children.length; i < old.children.length; i++) element.lastChild.remove();
  for (const name in old.attributes) {
    if (!(name in next.attributes)) setAttribute(element, name, name === "on" ? {} : null, hooks);
  }
  for (const name in next.attributes) {
    const value = next.attributes[name];
    if (old.attributes[name] !== value) setAttribute(element, name, value, hooks);
  }
}

/**
 * Keep the content of an element in step with a tree. Returns the function that draws the next tree.
 * `hooks.grip(element)` is called for elements that can be dragged.
 */
export function display(host, hooks) {
  let shown = null;
  const all = { ownerDocument: host.ownerDocument, grip: () => {}, ...hooks };
  return (tree) => {
    if (shown === null) host.replaceChildren(create(tree, null, all));
    else patch(host.firstChild, shown, tree, null, all);
    shown = tree;
  };
}
