// The page "Is this for me?": names the chapter that belongs to the first question the reader was not sure of.

const KEY = "mcalc-practice"; // where practice questions remember what was answered

function marksOf(id) {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}")[id] ?? [];
  } catch {
    return [];
  }
}

function begin() {
  const questions = [...document.querySelectorAll(".mc-question")];
  const place = document.querySelector(".mc-start");
  const chapters = [...place.closest("section").querySelectorAll("tbody a")];
  const here = {}; // what happened since the page was opened, should nothing be kept

  const show = () => {
    const marks = questions.map(({ id }) => [...marksOf(id), ...(here[id] ?? [])]);
    if (marks.every((of) => of.length === 0)) return;
    const unsure = marks.findIndex((of) => !of.includes("right") || of.includes("seen"));
    const chapter = chapters[unsure < 0 ? questions.length : unsure].cloneNode(true);
    const sure = unsure < 0 ? "All are right. " : ["", "The first is right. "][unsure] ?? `The first ${unsure} are right. `;
    place.replaceChildren(`${sure}Begin with `, chapter, ".");
    place.hidden = false;
  };
  document.addEventListener("mc-mark", ({ detail }) => {
    (here[detail.id] ??= []).push(detail.mark);
    show();
  });
  show();
}

begin();
