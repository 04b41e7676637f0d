// What is wider than the column scrolls by itself; this makes such a box reachable by keyboard, and only such a box.
(() => {
    const boxes = document.querySelectorAll(".math-scroll, div.highlight pre, .table-wrapper, .output.text_html");
    const measure = (box) => {
        if (box.scrollWidth > box.clientWidth) {
            box.tabIndex = 0;
        } else {
            box.removeAttribute("tabindex");
        }
    };
    const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => measure(target)));
    boxes.forEach((box) => resized.observe(box));
    // A font that arrives changes the width of what is in a box, not that of the box.
    document.fonts.addEventListener("loadingdone", () => boxes.forEach(measure));
})();
