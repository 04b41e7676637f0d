// For static pages: shows the reader's progress, and fetches the questions' script, KaTeX and the page's sheets when the
// first question comes near the view or gets the focus. A classic script, since modules do not load from the file system.

import { answered, forget, marksOf, remember } from "./progress.js";

const home = document.currentScript.src.replace(/[^/]*$/, "");
const NEAR = "400px";

const fetchScript = (name) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = home + name;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${name} could not be loaded`));
    document.head.append(script);
  });

const fetched = {};
const once = (name) => (fetched[name] ??= fetchScript(name));

async function bringToLife(question) {
  const { page, id } = question.dataset;
  await Promise.all(["practice.js", "practice-katex.js", `practice/${page}.js`].map(once));
  const { mcalcPractice, mcalcKatex, mcalcSheets } = globalThis;
  mcalcPractice.mountQuestion(question, mcalcSheets[id], mcalcKatex, marksOf(id));
}

/** Write how far the reader is wherever the page has a place for it: `data-ids` lists the questions it counts. */
function showProgress() {
  let any = false;
  for (const place of document.querySelectorAll(".mc-progress[data-ids]")) {
    const ids = place.dataset.ids.split(" ");
    const count = answered(ids);
    any ||= ids.some((id) => marksOf(id).length > 0);
    place.textContent = count === ids.length ? `all ${count} answered` : `${count} of ${ids.length} answered`;
    place.classList.toggle("mc-progress-all", count === ids.length);
  }
  for (const button of document.querySelectorAll(".mc-progress-clear")) button.hidden = !any;
}

function clear() {
  forget();
  showProgress();
  for (const badge of document.querySelectorAll(".mc-q-badge")) badge.textContent = "";
}

/** On paper nothing unfolds. */
function printSolutionsOpen() {
  const folded = () => document.querySelectorAll("details.mc-worked:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...folded()];
    for (const solution of opened) solution.open = true;
  });
  addEventListener("afterprint", () => {
    for (const solution of opened) solution.open = false;
  });
}

function start() {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        bringToLife(target);
      }
    },
    { rootMargin: NEAR },
  );
  for (const question of document.querySelectorAll(".mc-question")) watch.observe(question);
  document.addEventListener("mc-mark", ({ detail }) => {
    remember(detail.id, detail.mark);
    showProgress();
  });
  for (const button of document.querySelectorAll(".mc-progress-clear"))
    button.addEventListener("click", clear);
  addEventListener("storage", showProgress); // another tab has answered
  printSolutionsOpen();
  showProgress();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
