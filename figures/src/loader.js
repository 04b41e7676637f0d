// For static pages: fetches the bundle once, when the first figure comes near the view, and brings each figure to life.
// A classic script, since module scripts do not load from the file system. Without it the static pictures stay.

(() => {
  const home = document.currentScript.src.replace(/[^/]*$/, "");
  const NEAR = "400px";
  let bundle = null;

  const load = () =>
    (bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${home}figures.js`;
      script.onload = resolve;
      script.onerror = () => reject(new Error("the figures could not be loaded"));
      document.head.append(script);
    }));

  const start = () => {
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          watch.unobserve(target);
          load().then(() => globalThis.mcalcFigures.mountFigure(target));
        }
      },
      { rootMargin: NEAR },
    );
    for (const figure of document.querySelectorAll("figure.mc-figure")) watch.observe(figure);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
