// What is wider than its place scrolls by itself; this makes such a place reachable by keyboard, and only such a place.

const SCROLLS = ".math-scroll, .mc-q-display, .mc-q-read, .mc-q-options span, pre";

const measure = (place) => {
  if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  else place.removeAttribute("tabindex");
};

let watch = null;

/** Watch the places of an element that may scroll. */
export function reachable(element) {
  watch ??= new ResizeObserver((entries) => entries.forEach(({ target }) => measure(target)));
  for (const place of element.querySelectorAll(SCROLLS)) {
    watch.observe(place);
    measure(place);
  }
}
