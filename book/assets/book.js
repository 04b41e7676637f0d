// What is wider than the column scrolls by itself; this makes such a box reachable by keyboard, and only such a box.
(() => {
    const boxes = document.querySelectorAll(".math-scroll, div.highlight pre, .table-wrapper, .output.text_html");
    const measure = new ResizeObserver((entries) => {
        for (const { target } of entries) {
            if (target.scrollWidth > target.clientWidth) {
                target.tabIndex = 0;
            } else {
                target.removeAttribute("tabindex");
            }
        }
    });
    boxes.forEach((box) => measure.observe(box));
})();
