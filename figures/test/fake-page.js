// As much of a page's document as the drawing code uses, for tests without a browser.

class FakeNode {
  constructor(document) {
    this.ownerDocument = document;
    this.parent = null;
    this.childNodes = [];
  }
  replaceWith(node) {
    const siblings = this.parent.childNodes;
    siblings[siblings.indexOf(this)] = node;
    node.parent = this.parent;
  }
  get nextSibling() {
    const siblings = this.parent.childNodes;
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }
  remove() {
    this.parent.childNodes = this.parent.childNodes.filter((node) => node !== this);
  }
}

class FakeText extends FakeNode {
  constructor(document, data) {
    super(document);
    this.data = data;
  }
  get outerHTML() {
    return this.data;
  }
}

export class FakeElement extends FakeNode {
  constructor(document, tag, namespace = null) {
    super(document);
    Object.assign(this, { tag, namespace, attributes: new Map(), listeners: new Map() });
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  append(node) {
    node.parent = this;
    this.childNodes.push(node);
  }
  replaceChildren(...nodes) {
    this.childNodes = [];
    nodes.forEach((node) => this.append(node));
  }
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  addEventListener(type, listener) {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }
  dispatch(type, event = {}) {
    for (const listener of this.listeners.get(type) ?? []) listener(event);
  }
  get outerHTML() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join("");
    return `<${this.tag}${attributes}>${this.childNodes.map((node) => node.outerHTML).join("")}</${this.tag}>`;
  }
}

export function fakeDocument() {
  const document = {
    createElement: (tag) => new FakeElement(document, tag),
    createElementNS: (namespace, tag) => new FakeElement(document, tag, namespace),
    createTextNode: (data) => new FakeText(document, data),
  };
  return document;
}
