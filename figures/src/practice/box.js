// A question that can be answered: the page's own prompt, hints and solution get a form, and what is checked gets a verdict.

import { inputFor } from "./inputs.js";
import { judge } from "./judge.js";
import { toTex } from "./latex.js";
import { make } from "./make.js";
import { markdown } from "./markdown.js";
import { read } from "./read.js";
import { reachable } from "./scrolling.js";
import { WORDS } from "./words.js";

const LEADS = { right: "Right.", wrong: "Not yet.", unreadable: "This cannot be read.", empty: "" };

/** How an answer is read so far: its formula, or a quiet word while it is no formula yet. */
function reader({ page, formula }, sheet) {
  return (text) => {
    const { tree } = read(text, sheet.names);
    return tree
      ? [formula(toTex(tree, sheet.names), false)]
      : [make(page, "span", { class: "mc-q-unread" }, "not a formula yet")];
  };
}

/** The text with the part marked that cannot be read. */
function pointed({ page }, text, [from, to]) {
  const around = 40; // characters shown on each side
  const piece = (start, end) => text.slice(Math.max(0, start), end);
  const before = (from > around ? "…" : "") + piece(from - around, from);
  const after = piece(to, to + around) + (text.length > to + around ? "…" : "");
  return make(
    page,
    "code",
    { class: "mc-q-pointed" },
    before,
    make(page, "mark", {}, piece(from, Math.min(to, from + around)) || " "),
    after,
  );
}

function verdictElements(tools, { verdict, kind, says, see, seeTitle, at }, answer) {
  const { page } = tools;
  const parts = [];
  const words = kind === "shapes" ? WORDS.misfit : LEADS[verdict];
  const body = markdown(says.startsWith(words) ? says.slice(words.length).trimStart() : says, tools);
  const lead = words && make(page, "strong", { class: "mc-q-lead" }, words);
  if (lead && body[0]?.tagName === "P") body[0].prepend(lead, " ");
  else if (lead) parts.push(make(page, "p", {}, lead));
  parts.push(...body);
  if (at && typeof answer === "string" && answer.trim())
    parts.splice(1, 0, make(page, "p", {}, pointed(tools, answer, at)));
  if (see && tools.links) {
    parts.push(
      make(
        page,
        "p",
        { class: "mc-q-see" },
        "Read again: ",
        make(page, "a", { href: see }, seeTitle ?? "the chapter"),
      ),
    );
  }
  return parts;
}

let count = 0; // the same question may be shown twice

/**
 * Bring a question to life. `root` holds its prompt, options and hints; `tools` typeset; `solution` gives the worked
 * solution's nodes; `started` says what is known of the reader: "right", "tried", "seen". `changed` is told of every check.
 * Returns `show`, which shows an answer and a verdict that came from elsewhere.
 */
export function liven(root, sheet, tools, { solution, started = [], changed = () => {} }) {
  const { page } = tools;
  const id = `${sheet.id}-${++count}`;
  const mark = (what) =>
    root.dispatchEvent(new CustomEvent("mc-mark", { bubbles: true, detail: { id: sheet.id, mark: what } }));
  const says = make(page, "div", {
    class: "mc-q-verdict",
    id: `${id}-says`,
    role: "status",
    "aria-live": "polite",
  });
  const spoken = make(page, "p", { class: "mc-q-spoken", "aria-live": "polite" });
  const items = [...root.querySelectorAll(".mc-q-options > li")];
  const announce = (text) => (spoken.textContent = text);
  const badge = root.querySelector(".mc-q-badge");
  const input = inputFor(sheet)({ page, id, sheet, items, announce, reading: reader(tools, sheet) });
  const check = make(page, "button", { type: "submit", class: "mc-q-button mc-q-check" }, "Check");

  const showBadge = (right) => {
    root.classList.toggle("mc-q-done", right);
    if (right) badge.textContent = "answered";
  };
  const show = (verdict, answer) => {
    says.className = `mc-q-verdict mc-q-${verdict.verdict}`;
    says.replaceChildren(...verdictElements(tools, verdict, answer));
    reachable(says);
    const refused = verdict.verdict !== "right";
    input.field.setAttribute("aria-invalid", String(refused));
    check.textContent = refused ? "Check again" : "Check";
    if (!refused) showBadge(true);
  };
  const submit = (event) => {
    event.preventDefault();
    const answer = input.read();
    const verdict = judge(sheet, answer);
    show(verdict, answer);
    if (verdict.verdict !== "right") input.field.focus();
    if (verdict.at && input.field.setSelectionRange) input.field.setSelectionRange(...verdict.at);
    if (verdict.verdict !== "empty") mark("tried");
    if (verdict.verdict === "right") mark("right");
    changed(answer, verdict);
  };

  const hints = hintButton(root, page);
  const shown = make(page, "div", { class: "mc-q-solution", tabindex: "-1" });
  const solve = make(
    page,
    "button",
    { type: "button", class: "mc-q-button", "aria-expanded": "false" },
    "Show solution",
  );
  solve.addEventListener("click", () => {
    const open = shown.childElementCount > 0;
    shown.replaceChildren(...(open ? [] : solution()));
    reachable(shown);
    solve.textContent = open ? "Show solution" : "Hide solution";
    solve.setAttribute("aria-expanded", String(!open));
    if (!open) mark("seen");
  });
  const buttons = make(page, "div", { class: "mc-q-buttons" }, check, hints.button, solve);
  const form = make(
    page,
    "form",
    { id: `${id}-form`, class: "mc-q-form", novalidate: true, on: { submit } },
    ...input.elements,
    buttons,
  );
  root.querySelector(".mc-q-work").replaceChildren(form, says, spoken, hints.list, shown);
  root.classList.add("mc-q-alive");
  showBadge(started.includes("right"));
  reachable(root);
  form.addEventListener("input", () => reachable(form));
  return (answer, verdict) => {
    input.write(answer);
    if (verdict?.verdict) show(verdict, answer);
  };
}

/** The button that shows one hint more at every press. */
function hintButton(root, page) {
  const hints = [...root.querySelectorAll("details.mc-q-hint")];
  const list = make(page, "div", { class: "mc-q-hints", "aria-live": "polite" });
  if (hints.length === 0) return { button: null, list };
  const label = (number) => `Hint ${number} of ${hints.length}`;
  const button = make(
    page,
    "button",
    { type: "button", class: "mc-q-button" },
    hints.length > 1 ? label(1) : "Hint",
  );
  let next = 0;
  button.addEventListener("click", () => {
    const hint = hints[next++];
    hint.open = true;
    list.append(hint);
    if (next === hints.length) button.disabled = true;
    else button.textContent = label(next + 1);
  });
  return { button, list };
}
